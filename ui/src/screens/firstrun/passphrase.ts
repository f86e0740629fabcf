/** A passphrase that somebody is choosing: the four words offered, or their own. Held in memory only. */
import type { Problem } from '../../components/problem';
import { call } from '../../ipc/call';
import { firstrun } from '../../text/firstrun';

export type Choice = { way: 'offered' | 'own'; offered: string; own: string };

export const NO_CHOICE: Readonly<Choice> = { way: 'offered', offered: '', own: '' };

export const chosen = (choice: Choice): string =>
  choice.way === 'own' ? choice.own : choice.offered;

/** Where on the page a refusal of the passphrase stands. */
export const fieldOf = (choice: Choice): string => (choice.way === 'own' ? 'own' : 'choice');

/** Nothing where it withstands enough guesses. What is offered always does. */
export async function problemsOfChoice(choice: Choice): Promise<Problem[]> {
  if (choice.way === 'offered') return [];
  const enough =
    choice.own !== '' && (await call('rate_passphrase', { passphrase: choice.own })).enough;
  return enough ? [] : [{ field: 'own', text: firstrun.needPass }];
}
