/** Words of checking the whole log, and of comparing a fingerprint with it. */
import type {
  ApiError,
  CheckPart,
  CheckView,
  DeepCheckedView,
  DeepCheckView,
  HeadComparedView,
} from '../ipc/contract';
import { dateInWords, dayOf, timeOf } from './date';
import { inOneLine } from './errors';

const when = (instant: string) => `${dateInWords(dayOf(instant))}, ${timeOf(instant)}`;
const figures = new Intl.NumberFormat('en-GB');

export const check = {
  heading: 'Check the log',
  said: 'Reads every entry, its hash and its signature, from the first to the last. A word that was changed from outside, an entry that was moved or taken out, each is found.',
  start: 'Check the whole log',
  again: 'Check it again',
  going: 'Reading every entry, hash and signature.',
  fits: 'Everything fits',
  entries: 'Entries',
  newest: 'The newest',
  end: 'End of the journal',
  endWords: (seq: number, hash: string) => `Entry ${figures.format(seq)}, fingerprint ${hash}`,
  agrees:
    'This laptop remembers the end of the journal: an older copy put in its place would be noticed.',
  notKept:
    'The keychain of this laptop remembers nothing of the journal: an older copy put in its place would not be noticed here.',
  compareHeading: 'Compare a fingerprint',
  compareSaid:
    'From the list of backups in another copy of this log, or from paper: the fingerprint at which its journal ended. If it is found here, nothing that the other one held then is missing here.',
  label: 'Fingerprint',
  hint: 'Its first 8 letters and figures will do. Spaces do not matter.',
  need: 'Write at least 8 of its figures 0 to 9 and letters a to f',
  compare: 'Compare',
  found: ({ seq, recorded_at }: HeadComparedView) =>
    `It is entry ${figures.format(seq ?? 0)} of this log, written ${recorded_at ? when(recorded_at) : ''}.`,
  notFound:
    'It is not in this log. It belongs to another log, to a copy that was written on apart from this one, or to entries that are lost here.',
};

export const countWords = ({ events }: CheckView) => figures.format(events);
export const newestWords = ({ newest }: CheckView) => (newest ? when(newest) : '');

/** What was typed of a fingerprint, ready to be compared; null when it is none. */
export function readFingerprint(text: string): string | null {
  const typed = text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  return /^[0-9a-f]{8,64}$/.test(typed) ? typed : null;
}

const many = (n: number, one: string, more: string) =>
  `${figures.format(n)} ${n === 1 ? one : more}`;

export const deep = {
  heading: 'Check everything',
  said: 'Reads the whole log to its last byte: every page of the records file, every entry, every sealed copy and attachment, every backup that lies beside it, and whether each screen shows what the journal says. A large log takes some minutes; you can go on working meanwhile.',
  start: 'Check everything',
  again: 'Check everything again',
  stop: 'Stop',
  parts: {
    pages: 'Reading every page of the records file',
    journal: 'Reading every entry, hash and signature',
    objects: 'Reading sealed copies and attachments',
    backups: 'Reading the backups beside the log',
    views: 'Comparing what the screens show with the journal',
  } satisfies Record<CheckPart, string>,
  fits: ({ events, objects, backups }: DeepCheckedView) =>
    `Everything fits: ${many(events, 'entry', 'entries')}, ${many(objects, 'sealed file', 'sealed files')}, ${many(backups, 'backup', 'backups')}`,
  wrong: (n: number) => (n === 1 ? 'One thing does not fit.' : `${n} things do not fit.`),
  notRecorded: 'The journal does not say that this check was made: it could not be written to.',
};

/** What is being read, and how far it is where that is known. */
export function progressWords({ part, done, of }: DeepCheckView): string {
  const share = of > 0 ? `, ${Math.min(100, Math.floor((100 * done) / of))} %` : '';
  return `${deep.parts[part]}${share}.`;
}

/** Names of what the screens read, in the words of the screens. */
const VIEWS: Record<string, string> = {
  vault: 'the school',
  person: 'the people',
  kit: 'the recovery kits',
  notice: 'what leads are told',
  pupil: 'the pupils',
  register: 'the attendance',
  import: 'the imports',
  concern: 'the concerns',
  safe_contact: 'safe contact',
  referral: 'the referrals',
  backup: 'the list of backups',
  closure: 'the closed files',
  search: 'the search',
  attachment: 'the attachments',
};

/** One thing that does not fit, with its place: "Entry 12: …". */
export function findingWords({ code, field }: ApiError): string {
  const sentence = inOneLine(code);
  if (!field) return sentence;
  const number = /^event (\d+)$/.exec(field)?.[1];
  const place = number ? `Entry ${figures.format(Number(number))}` : (VIEWS[field] ?? field);
  return `${place.charAt(0).toUpperCase()}${place.slice(1)}: ${sentence}`;
}
