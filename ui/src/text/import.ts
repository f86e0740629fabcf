/** Words of bringing a file in: choosing, the preview, and what was taken. */
import type { ImportKind, ImportPreviewView, ImportView } from '../ipc/contract';
import { dateInWords, dayOf, timeOf } from './date';

export const KIND: Record<ImportKind, { title: string; one: string; many: string }> = {
  ctf: { title: 'Pupils from a Common Transfer File', one: 'pupil', many: 'pupils' },
  pupils_csv: { title: 'Pupils from a CSV', one: 'pupil', many: 'pupils' },
  marks_csv: { title: 'Attendance marks from a CSV', one: 'mark', many: 'marks' },
};

export const SEVERITY = { problem: 'Not taken', warning: 'To look at', note: 'Note' } as const;

export const imports = {
  heading: 'Bring in a file',
  choose: 'Choose a file',
  another: 'Choose another file',
  nothingYet: 'Nothing is written before you have seen what is in the file and said yes.',
  canBe: 'What can be brought in',
  kinds: [
    'Pupils: a Common Transfer File (XML) from the school’s system',
    'Pupils: a CSV with a heading row, one pupil a row',
    'Attendance: a CSV with a heading row, one mark a row: pupil, date, AM or PM, code',
  ],
  nothingWritten: 'Nothing has been written yet.',
  file: 'File',
  encoding: 'Letters read as',
  rows: 'Rows',
  new: 'New',
  changed: 'Changed',
  unchanged: 'Already here',
  problems: 'Rows with a problem',
  warnings: 'Rows to look at',
  stretch: 'Days',
  names: 'Do these names read rightly?',
  namesHint: 'If letters are wrong, cancel and export the file as CSV UTF‑8.',
  findings: 'Row by row',
  findingsCaption: 'What was found in the file',
  columns: { row: 'Row', field: 'Field', what: 'What was found', taken: 'Taken' },
  wholeFile: 'File',
  moreFindings: (n: number) => (n === 1 ? '1 more is not listed.' : `${n} more are not listed.`),
  importedBefore: (at: string) =>
    `This same file was brought in on ${dateInWords(dayOf(at))} at ${timeOf(at)}. Bringing it in again changes nothing that is the same.`,
  otherSchool: (name: string) => `The file says that it comes from another school: ${name}.`,
  accept: 'Take the rows to look at too',
  acceptHint: (n: number) =>
    n === 1
      ? '1 row carries a warning. It can be taken as it is.'
      : `${n} rows carry a warning. They can be taken as they are.`,
  needAccept: 'Say whether the rows to look at should be taken',
  confirm: (what: string) => `Bring in ${what}`,
  nothingToTake: 'There is nothing in this file to take.',
  cancel: 'Cancel, write nothing',
  cancelled: 'Nothing has been written.',
  done: 'Brought in',
  doneNothingLost: 'What was in the log before has been kept.',
  notTaken: 'Rows that were not taken',
  notTakenHint:
    'Put them right in the school’s system and bring the file in again: what is the same is left as it is.',
  toPupils: 'Go to pupils',
  toGaps: 'Go to attendance gaps',
};

/** Rows of which only a person can say who they are. */
export const questions = {
  heading: 'Who is this?',
  rows: 'Rows to ask about',
  hint: (n: number) =>
    n === 1
      ? 'For 1 row only you can say which child it is. Without an answer it is left out.'
      : `For ${n} rows only you can say which child it is. Without an answer they are left out.`,
  row: (row: number) => `Row ${row}:`,
  caption: (row: number) => `Row ${row} beside the pupils whom it may mean`,
  from: 'Where it stands',
  inFile: (row: number) => `In the file, row ${row}`,
  inLog: 'In the log',
  none: '–',
  columns: {
    name: 'Name',
    born: 'Born',
    year: 'Year and form',
    upn: 'UPN',
    admission: 'Admission number',
  },
  ask: (row: number) => `What should become of row ${row}?`,
  same: (name: string) => `It is ${name} of the log: bring the record up to date`,
  take: {
    leave_out: 'Leave it out for now',
    new: 'It is a new pupil',
    new_without_number:
      'It is a new pupil, and the number is not this child’s: leave the number out',
  },
} as const;

export const countOf = (kind: ImportKind, n: number) =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? KIND[kind].one : KIND[kind].many}`;

/** What will be written when the person says yes; `answered` rows beside those that need no answer. */
export function willTake(preview: ImportPreviewView, answered: number): string {
  const { kind, new: added, changed } = preview;
  if (added + changed + answered === 0) return imports.nothingToTake;
  return [
    added > 0 && `${countOf(kind, added)} will be new`,
    changed > 0 && `${countOf(kind, changed)} will change`,
    answered > 0 && `${answered.toLocaleString('en-GB')} by your answers`,
  ]
    .filter(Boolean)
    .join(', ')
    .concat('.');
}

/** "1,200 marks are new, 3 changed, 12 were here already." */
export function tookWords(view: ImportView): string {
  const parts = [
    `${countOf(view.kind, view.new)} new`,
    `${view.changed.toLocaleString('en-GB')} changed`,
    `${view.unchanged.toLocaleString('en-GB')} here already`,
  ];
  return `${parts.join(', ')}.`;
}
