/** Words of restoring a backup: what it holds, what goes, and what to know afterwards. */
import type { RestoredView, RestoreOverView, RestorePreviewView } from '../ipc/bindings/contract';
import { dateInWords, dayOf, timeOf } from './date';

const number = new Intl.NumberFormat('en-GB');

const moment = (instant: string | null) =>
  instant ? `${dateInWords(dayOf(instant))}, ${timeOf(instant)}` : restore.none;

export const restore = {
  title: 'Restore from a backup',
  heading: 'Restore from a backup',
  said: [
    'A backup is a file whose name ends in .backup. It lies in the folder or on the stick that you chose for it.',
    'You also need a recovery kit: the words of either page, as it was when the backup was made.',
  ],
  looks:
    'Looking changes nothing: you are told what would come and what would go, and asked once more.',
  choose: 'Choose the backup',
  choosing: 'Choose the file in the window that has opened.',

  kitHeading: 'The words of a recovery kit',
  kitSaid: (file: string) => `${file} is sealed. Either kit opens it.`,
  kitOfDay: 'If a kit was made anew since the backup, the former page is the one that opens it.',
  look: 'Look into the backup',
  looking: 'Reading all of it. A large log takes a minute or two.',

  previewHeading: 'What would come, and what would go',
  caption: 'What the backup holds, beside the log that is here',
  backup: 'The backup',
  here: 'The log here now',
  school: 'School',
  made: 'Made',
  newest: 'Newest entry',
  entries: 'Journal entries',
  madeUp: (school: string) => `${school} (made-up)`,
  none: 'None',
  whatGoes: 'What would go',
  after: 'After restoring',
  passphrases: (day: string) =>
    `The passphrases and the people are those of ${day}. Whoever was taken out of the log since then can open it again: take them out once more.`,
  told: 'Every lead is told that a backup was restored.',
  confirm: 'Restore this backup',
  confirming: 'Putting it in place.',
  dont: 'Do not restore',

  doneHeading: 'The log is restored',
  doneSaid: (day: string) => `It is as it was on ${day}. Open it with the passphrase of that day.`,
  doneSaidNew: 'This laptop does not hold its half of the key yet: the kit opens the log here.',
  open: 'Open with the passphrase',
  openWithKit: 'Open with this kit',
};

const KEPT =
  'The log that is here now is put aside as a whole, into a folder of its own. Nothing of it is deleted.';

/** What is replaced, one sentence a point. */
export function whatGoes(here: RestoreOverView): string[] {
  switch (here.kind) {
    case 'nothing':
      return ['There is no log in this place. Nothing is replaced.'];
    case 'same_vault': {
      const n = here.events_not_in_backup;
      const lost =
        n === 0
          ? 'Every journal entry of the log that is here is in the backup too.'
          : `${n === 1 ? '1 journal entry' : `${number.format(n)} journal entries`} of the log that is here ${n === 1 ? 'is' : 'are'} not in the backup, and will be missing after restoring.`;
      return [lost, KEPT];
    }
    case 'cannot_be_opened':
      return [
        'This kit does not open the log that is here: it is another one, its key is another one since, or it is damaged. What it holds and the backup does not is not known.',
        KEPT,
      ];
  }
}

/** The backup's counts and dates, and beside them those of the same log where it can be read. */
export function previewRows(view: RestorePreviewView): string[][] {
  const school = view.made_up ? restore.madeUp(view.school) : view.school;
  const rows = [
    [restore.school, school],
    [restore.made, moment(view.made_at)],
    [restore.newest, moment(view.newest)],
    [restore.entries, number.format(view.events)],
  ];
  if (view.here.kind !== 'same_vault') return rows;
  const { newest, events } = view.here;
  return rows.slice(2).map((row, i) => [...row, i === 0 ? moment(newest) : number.format(events)]);
}

/** "25 November 2026, 14:05": the day that the log is then of. */
export const madeWords = (view: RestorePreviewView) => moment(view.made_at);

/** What is left to know when it is done. */
export function keptWords(done: RestoredView): string[] {
  const said = [];
  if (done.kept_aside) {
    said.push(
      `The log that was here is kept in the folder ${done.kept_aside}, beside the restored one.`,
    );
  }
  if (done.disposals_to_repeat > 0) {
    said.push(
      `Records that were disposed of by law after the backup are in it again: dispose of them once more (${done.disposals_to_repeat}).`,
    );
  }
  return said;
}
