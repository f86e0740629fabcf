/** Words of the chronology: its heading, its filters, and when an entry was recorded. */
import type { ConcernView } from '../ipc/contract';
import { dateInWords, dateShort, dayOf, timeOf } from './date';

export const chronology = {
  whole: 'Whole file',
  undoStretch: 'Chosen on the ribbon',
  undoStretchLabel: 'Show the whole file again, not only what was chosen on the ribbon',
  sign: 'Sign',
  allSigns: 'All signs',
  order: 'Order',
  newest: 'Newest first',
  oldest: 'Oldest first',
  print: 'Print these',
  printLabel: (n: number) => `Save these ${n === 1 ? 'entry' : `${n} entries`} as a PDF to print`,
  saved: (name: string) =>
    `Saved as ${name}. It is not locked by a password: keep it where nobody else reads it.`,
  notKnown: 'Time not known',
  empty: 'Nothing is written in this file yet.',
  emptyFilter: 'No entry fits what you chose.',
  amend: 'Add to this entry',
  amendLabel: (when: string) => `Add to the entry of ${when}`,
  followUp: 'Follow up',
  followUpLabel: (when: string) => `Follow up the entry of ${when}`,
  goOn: 'Go on with your addition',
  referral: 'Referral',
  referralTo: (recipient: string) => `Made for ${recipient}`,
  referralEntries: (n: number) => (n === 1 ? '1 entry in it' : `${n} entries in it`),
  otherFile: (name: string, part: string) => `From ${name}’s file. Here: ${lowerFirst(part)}`,
  openOther: (name: string) => `Open ${name}’s file`,
  by: (who: string) => `by ${who}`,

  amendHeading: 'Add to this entry',
  amendHint:
    'Change what should read otherwise. The former text stays, with your name and the reason.',
  why: 'Why do you add to it?',
  whyHint: 'For example: the caller rang back.',
  needWhy: 'Write why you add to it',
  needChange: 'Change or add something first',
  amendSave: 'Save the addition',
  amendLeave: 'Leave it as a draft',
  amended: 'Added. The former text stays with the entry.',
};

/** "2 November to today", "24 November 2026", "Whole file". */
export function headingWords(stretch: { from: string; to: string } | null, today: string): string {
  if (!stretch) return chronology.whole;
  const from = dateInWords(stretch.from);
  if (stretch.from === stretch.to) return from;
  const to = stretch.to === today ? 'today' : dateInWords(stretch.to);
  const sameYear = stretch.from.slice(0, 4) === stretch.to.slice(0, 4);
  return `${sameYear ? from.slice(0, -5) : from} to ${to}`;
}

/** "5 of 9 entries". The order stands beside it, to be changed. */
export function countWords(shown: number, total: number): string {
  if (total === 0) return '';
  const entries = total === 1 ? 'entry' : 'entries';
  return shown === total ? `${total} ${entries}` : `${shown} of ${total} ${entries}`;
}

export type RecordedWords = { text: string; later: boolean };

/**
 * When it was written down, beside when it happened: "recorded 13:48" on the same day, "recorded Mon 23 Nov, 3 days later"
 * otherwise. Where the time of the event is not known, the day stands in full.
 */
export function recordedWords(
  view: Pick<ConcernView, 'recorded_at' | 'recorded_days_later' | 'happened'>,
): RecordedWords {
  const day = dayOf(view.recorded_at);
  const days = view.recorded_days_later;
  if (days) {
    return {
      text: `recorded ${dateShort(day)}, ${days === 1 ? '1 day' : `${days} days`} later`,
      later: true,
    };
  }
  const sameDay = view.happened.from?.slice(0, 10) === day;
  const time = timeOf(view.recorded_at);
  return {
    text: sameDay ? `recorded ${time}` : `recorded ${dateShort(day)}, ${time}`,
    later: false,
  };
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
