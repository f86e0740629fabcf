/** Words of backups: the line that is always in sight, and the page of all of them. */
import type { BackupPlace, BackupRowView, LastBackupView } from '../ipc/contract';
import { dateInWords, dateShort, dayOf, timeOf } from './date';
import { inOneLine } from './errors';
import { unlock } from './unlock';

export const backup = {
  none: 'No backup yet',
  running: 'A backup is being made',
  failed: 'The last attempt at a backup failed',
  last: (when: string) => `Last good backup ${when}`,
  daysAgo: (days: number) => `Last good backup ${days} days ago`,
  laptopOnly: 'None outside this laptop',

  heading: 'Backups',
  lastHeading: 'Last good backup',
  elsewhere: 'Last outside this laptop',
  never: 'None yet',
  oldSaid: (days: number | null) =>
    days === null
      ? 'There is no backup. If this laptop breaks, the log is gone.'
      : `The last good backup is ${days} days old. What was written since would be gone with this laptop.`,
  laptopOnlySaid:
    'Every backup lies on this laptop, and would be lost with it. Make one on a stick, and keep the stick locked away.',
  failedSaid: (file: string | null) =>
    file ? `The last attempt failed, at ${file}.` : 'The last attempt failed.',
  toStick: 'Back up to a stick',
  here: 'Back up on this laptop',
  going: 'Writing the backup, and reading it again in full. You can go on working.',
  done: 'The backup was read again in full, and counts.',
  counts:
    'A backup counts only once it was read again from where it lies: its seal, every page, and every entry with its hash and its signature.',
  opens: 'A recovery kit opens it, on any laptop. No passphrase does.',
  restore: `To restore one, lock the log, and choose “${unlock.ways.restore}” on its cover.`,
  schedule:
    'While the log is open, one a day is made by itself, beside the log. The newest of seven days, four weeks and twelve months are kept.',
  scheduleMadeUp: 'No backups are made by themselves of a made-up school.',
  all: 'Backups that were made',
  allEmpty: 'None yet. Each backup stands here once it was read again in full.',
  caption: 'Backups, newest first',
  made: 'Made',
  whereAndFile: 'Where, and its file',
  size: 'Size',
  upTo: 'Up to entry',
  fingerprint: 'Fingerprint',
  showAll: (n: number) => `Show all ${n}`,
  gone: 'Older files of the schedule have been removed since.',
};

const PLACE: Record<BackupPlace, string> = {
  laptop: 'On this laptop',
  elsewhere: 'On another disk',
};
export const placeWords = (place: BackupPlace) => PLACE[place];

/** "today, 13:02", "yesterday, 13:02", else "Tue 24 Nov" within a year, and the whole date beyond it. */
export function madeWhen(instant: string, today: string): string {
  const day = dayOf(instant);
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  if (days === 0) return `today, ${timeOf(instant)}`;
  if (days === 1) return `yesterday, ${timeOf(instant)}`;
  return days < 180 ? dateShort(day) : dateInWords(day);
}

export const madeAt = ({ made_at }: BackupRowView) =>
  `${dateInWords(dayOf(made_at))}, ${timeOf(made_at)}`;

/** The same at the beginning of a line. */
export function madeWhenFirst(instant: string, today: string): string {
  const when = madeWhen(instant, today);
  return when.charAt(0).toUpperCase() + when.slice(1);
}

export type LastWords = {
  text: string;
  /** A second line, for what is wanting. */
  more: string | null;
  /** There is something to do: none at all, an old one, a failed attempt. */
  warns: boolean;
};

/** The line that is always in sight, for all but made-up schools. */
export function lastBackupWords(view: LastBackupView, today: string): LastWords {
  const { last, days, old, laptop_only, running, failed } = view;
  if (running) return { text: backup.running, more: null, warns: false };
  const stale = last ? backup.daysAgo(days ?? 0) : backup.none;
  if (failed) {
    return { text: backup.failed, more: old || !last ? stale : null, warns: true };
  }
  const more = laptop_only && last ? backup.laptopOnly : null;
  if (!last || old) return { text: stale, more, warns: true };
  return { text: backup.last(madeWhen(last.made_at, today)), more, warns: false };
}

/** Why the last attempt failed, in full; null when it did not. */
export function failedWords({ failed, failed_at }: LastBackupView): string | null {
  return failed ? `${backup.failedSaid(failed_at)} ${inOneLine(failed)}` : null;
}

/** `1536` KiB is "1.5 MB". Rounded up, so that nothing is called empty. */
export function sizeWords(kib: number): string {
  if (kib < 1024) return `${kib} kB`;
  const mib = kib / 1024;
  if (mib < 1024) return `${mib < 10 ? mib.toFixed(1) : Math.ceil(mib)} MB`;
  return `${(mib / 1024).toFixed(1)} GB`;
}

/** The beginning of a hash, as much as an eye compares: "9f86 d081 884c". */
export const fingerprint = (hash: string) => (hash.slice(0, 12).match(/.{1,4}/g) ?? []).join(' ');
