/** Words of the recovery kits under Settings. The words of a kit itself, and of typing it, are those of `recovery`. */
import type { KitStateView } from '../ipc/contract';
import { dateInWords, dayOf } from './date';

export const kits = {
  heading: 'Recovery kits',
  said: 'Two printed pages. If a passphrase is forgotten or this laptop breaks, either of them opens the log, here or on another laptop. Without any passphrase and without both pages nobody can open it.',
  madeUp: 'A made-up school needs none: make one here to see how it goes.',
  list: 'The two kits',
  notMade: 'Not made',
  notMadeSaid: 'There is no such page.',
  used: 'Used',
  usedSaid: (day: string) =>
    `Used on ${day}. Whoever has seen the page can open the log: make it anew.`,
  opensNothing: 'Opens nothing',
  opensNothingSaid: 'It does not open the log any more: make it anew.',
  notTyped: 'Not typed back',
  notTypedSaid: 'See that all 24 words on its page can be read.',
  due: 'Look for it',
  fine: 'In order',
  made: (day: string) => `Made on ${day}.`,
  seen: (day: string) => `Seen where it should be on ${day}.`,
  check: 'I have seen it',
  checkLabel: (kit: number) => `I have seen kit ${kit} where it should be`,
  checked: (kit: number) =>
    `Noted: kit ${kit} is where it should be. You are asked again in a year.`,
  make: 'Make anew',
  makeLabel: (kit: number) => `Make kit ${kit} anew`,
  makeFirst: 'Make it',
  makeFirstLabel: (kit: number) => `Make kit ${kit}`,
  mayNot: 'A designated safeguarding lead makes kits anew.',
  leave: 'Leave it as it was',
};

export type KitStanding = {
  tone: 'done' | 'note' | 'line';
  word: string;
  said: string;
};

/** How it stands with a kit: what has to be done comes before what is well. */
export function kitStanding(kit: KitStateView | undefined): KitStanding {
  if (!kit) return { tone: 'line', word: kits.notMade, said: kits.notMadeSaid };
  const day = (instant: string) => dateInWords(dayOf(instant));
  if (kit.used_at) return { tone: 'note', word: kits.used, said: kits.usedSaid(day(kit.used_at)) };
  if (!kit.opens) return { tone: 'note', word: kits.opensNothing, said: kits.opensNothingSaid };
  const history = [
    kits.made(day(kit.made_at)),
    kit.checked_at && kit.checked_at !== kit.made_at ? kits.seen(day(kit.checked_at)) : '',
  ]
    .filter(Boolean)
    .join(' ');
  if (kit.check_due) return { tone: 'note', word: kits.due, said: history };
  if (!kit.confirmed)
    return { tone: 'line', word: kits.notTyped, said: `${history} ${kits.notTypedSaid}` };
  return { tone: 'done', word: kits.fine, said: history };
}
