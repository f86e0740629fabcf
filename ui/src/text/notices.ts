/** What somebody is told of before all else after unlocking, in whole sentences, and what is due. */
import type { NoticeView } from '../ipc/bindings/contract';
import { possessive } from './concern';

const ROLES: Record<string, string> = {
  dsl: 'designated safeguarding lead',
  deputy: 'deputy safeguarding lead',
  recorder: 'a member of staff who records concerns',
};

const role = (code: string | null) => ROLES[code ?? ''] ?? 'somebody with another role';

/** What happened, and where it helps, what to look at. */
export type Told = { happened: string; next: string | null };

const ASK = (who: string) => `If you did not know of this, ask ${who} today.`;

/** `readsFiles`: a recorder opens no file, and asks instead. */
export function toldOf(notice: NoticeView, readsFiles = true): Told {
  const { by, kit } = notice;
  const person = notice.person ?? by;
  // Nobody gives themselves a way in but with a kit.
  const withKit = person === by;
  switch (notice.kind) {
    case 'person_added':
      return withKit
        ? {
            happened: `${by} came into the log with a recovery kit, as ${role(notice.role)}.`,
            next: ASK(by),
          }
        : { happened: `${by} added ${person} to the log, as ${role(notice.role)}.`, next: ASK(by) };
    case 'person_readmitted':
      return withKit
        ? {
            happened: `${by} came back with a recovery kit, and has a new passphrase.`,
            next: ASK(by),
          }
        : {
            happened: `${by} let ${person} back into the log, with a new passphrase.`,
            next: ASK(by),
          };
    case 'person_removed':
      return {
        happened: `${by} took ${person} out of the log. The log has new keys since then.`,
        next: null,
      };
    case 'role_changed':
      return {
        happened: `${by} changed ${possessive(person)} role: ${person} is now ${role(notice.role)}.`,
        next: null,
      };
    case 'passphrase_changed':
      return { happened: `${by} changed their own passphrase.`, next: null };
    case 'kit_made':
      return {
        happened: `${by} made recovery kit ${kit} anew. The former page of it opens nothing any more.`,
        next: 'If that page is still in a safe, destroy it.',
      };
    case 'kit_used':
      return { happened: `${by} used recovery kit ${kit} to open the log.`, next: ASK(by) };
    case 'emergency_opening':
      return notice.pupil_name
        ? {
            happened: `${by} opened the closed file of ${notice.pupil_name} in an emergency.`,
            next: readsFiles ? 'The reason stands in the file.' : ASK(by),
          }
        : { happened: `${by} opened a closed file in an emergency.`, next: ASK(by) };
    case 'backup_restored':
      return {
        happened: `${by} restored the log from a backup.`,
        next: 'Entries that were made after that backup are not here. If you miss one of yours, write it again.',
      };
    case 'copy_accepted':
      return {
        happened: `${by} went on with a copy of the log that lacks entries this laptop had seen.`,
        next: 'If you miss one of yours, write it again. Keep every other copy of the log.',
      };
  }
}

export const notices = {
  label: 'Before all else',
  heading: 'To know first',
  file: 'Open the file',
  fileLabel: (name: string) => `Open the file of ${name}`,
  read: (n: number) => (n === 1 ? 'I have read this' : 'I have read these'),

  due: 'Due',
  monthly: 'Monthly',
  yearly: 'Yearly',
  now: 'Now',
  passphrase: 'Type your passphrase once, so that you do not forget it.',
  passphraseDo: 'Type it now',
  lookFor: (kit: number) => `Look whether kit ${kit} is where it should be, and can still be read.`,
  lookedFor: 'It is there',
  lookedForLabel: (kit: number) => `Kit ${kit} is there and can be read`,
  lookedForSaid: (kit: number) =>
    `Written down: kit ${kit} is where it should be. You are asked again in a year.`,
  make: (kit: number) => `Kit ${kit} was used, or never typed back. Make it anew.`,
  makeDo: 'Make it anew',
  makeLabel: (kit: number) => `Make kit ${kit} anew`,
};
