/** Words of checking the whole log, and of comparing a fingerprint with it. */
import type { CheckView, HeadComparedView } from '../ipc/contract';
import { dateInWords, dayOf, timeOf } from './date';

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
