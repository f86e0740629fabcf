/** Words of a copy of the log that is not the one last seen: what is known of it, and what going on with it means. */
import type { OlderCopyView } from '../ipc/bindings/contract';
import { dateInWords, dayOf, timeOf } from './date';

const moment = (instant: string | null) =>
  instant ? `${dateInWords(dayOf(instant))}, ${timeOf(instant)}` : olderCopy.notKnown;

const number = new Intl.NumberFormat('en-GB');

export const olderCopy = {
  heading: (forked: boolean) => (forked ? 'Two copies of the log' : 'An older copy of the log'),
  title: 'A copy of the log',
  hidden: 'No record is shown until you decide. Nothing has been changed.',
  caption: 'This copy beside what this laptop last saw',
  thisCopy: 'This copy',
  lastSeen: 'Last seen here',
  // One laptop's own: what others wrote into a copy of theirs cannot be counted against it.
  entries: 'Entries from here',
  newest: 'Up to',
  key: 'Key of the log',
  keyNumber: (n: number) => `No. ${n}`,
  notKnown: 'Not known',
  means: 'If you go on with this copy',
  lock: 'Lock again',
  goOn: 'Go on with this copy',
  backupSaid: 'A backup may hold more',
  ask: 'Go on with this copy?',
  askSaid:
    'It cannot be taken back. Every lead reads that you did this, and when. It is written into the journal first.',
  yes: 'Go on with this copy',
  no: 'Keep it closed',
};

/** The rows of the comparison; what is the same in both is left out where it says nothing. */
export function comparison(view: OlderCopyView): [what: string, here: string, seen: string][] {
  const count = (n: number | null) => (n === null ? olderCopy.notKnown : number.format(n));
  const rows: [string, string, string][] = [
    [olderCopy.entries, count(view.events), count(view.events_last_seen)],
    [olderCopy.newest, moment(view.newest), moment(view.last_seen_at)],
  ];
  if (view.epoch !== view.epoch_last_seen) {
    const { keyNumber } = olderCopy;
    rows.push([olderCopy.key, keyNumber(view.epoch), keyNumber(view.epoch_last_seen)]);
  }
  return rows;
}

/** What happened, in one paragraph. */
export function whatHappened(view: OlderCopyView): string {
  if (view.forked) {
    return 'Both copies were written on after they parted. Journal entries that this laptop saw in the other one are not in this one.';
  }
  const missing = (view.events_last_seen ?? 0) - view.events;
  const lack =
    missing === 1
      ? '1 journal entry that this laptop has seen is not in it.'
      : missing > 1
        ? `${number.format(missing)} journal entries that this laptop has seen are not in it.`
        : 'Journal entries that this laptop has seen are not in it.';
  return `The folder of the log was replaced by one that was put away earlier. ${lack}`;
}

/** What a person takes on, one sentence a point. */
export function whatItMeans(view: OlderCopyView): string[] {
  const points = [
    view.forked
      ? 'What was recorded in the other copy stays there: Encircle does not join two copies. Keep its folder.'
      : 'What was recorded, read or exported in the missing entries is not here. Look for the newer folder first: it may lie beside this one, or on another disk.',
  ];
  if (view.epoch < view.epoch_last_seen) {
    points.push(
      'Since this copy was made, somebody was taken out of the log and it got a new key. In this copy they can still open it.',
    );
  }
  points.push('Every lead is told that you went on with it.');
  return points;
}
