/** Words of the referral: choosing, answering, looking, exporting. */
import type { ToldView } from '../ipc/contract';
import { possessive } from './concern';

export type Step =
  | { kind: 'danger' }
  | { kind: 'why' }
  | { kind: 'section'; id: string; title: string }
  | { kind: 'entries' }
  | { kind: 'attendance' }
  | { kind: 'names' }
  | { kind: 'telling' }
  | { kind: 'basis' }
  | { kind: 'look' };

export type Status = 'done' | 'started' | 'not_started';

export const STATUS: Record<Status, string> = {
  done: 'Done',
  started: 'Started',
  not_started: 'Not yet',
};

export const referral = {
  list: 'Referrals',
  listHint: 'What was made here and for whom. A copy of exactly what was sent stays in the log.',
  listEmpty: 'No referral has been made yet. Begin one from a pupil’s file.',
  drafts: 'Not finished',
  draftsEmpty: 'No referral is being written.',
  made: 'Made',
  goOn: 'Go on',
  goOnLabel: (name: string) => `Go on with the referral for ${name}`,
  begin: 'Begin a referral',
  noName: 'Referral, no name yet',
  open: 'Open the file',
  openLabel: (name: string) => `Open the file of ${name}`,
  for: (recipient: string) => `for ${recipient}`,
  entriesIn: (n: number) => (n === 1 ? '1 entry' : `${n} entries`),
  hash: 'SHA-256',

  heading: (name: string) => `Refer ${name}`,
  headingNoName: 'Refer a child',
  who: 'Who is it about?',
  to: (recipient: string) => `To ${recipient}`,
  reference: (reference: string) => `reference ${reference}`,
  chooseProfile: 'Who will receive it?',
  chooseProfileHint:
    'The questions and the pages follow what they ask for. You can change this later without losing answers.',
  edition: (edition: string) => `Edition ${edition}`,
  changeProfile: 'Change who receives it',
  continue: 'Continue',

  steps: 'Parts of the referral',
  doneOf: (done: number, of: number) => `${done} of ${of} done`,
  advice: 'Nothing here is needed to send. What is missing prints as “not yet known”.',
  next: 'Next part',
  fromRecord: 'From the record',
  changedByYou: 'Changed by you',
  yes: 'Yes',
  no: 'No',

  danger: 'Immediate danger',
  dangerAsk: (name: string) => `Is ${name} in immediate danger?`,
  dangerNow: 'Ring 999 now. Then ring the front door. The form comes after.',
  dangerPhone: 'Ring the front door',
  contactsOf: (name: string) => `How to reach ${name}`,
  route: 'How they take a referral',
  writtenHours: (hours: number) =>
    `A call is followed in writing within ${hours === 1 ? '1 hour' : `${hours} hours`}.`,
  call: 'The call',
  callMade: 'I have rung',
  callWhen: 'When did you ring?',
  callSpoke: 'Whom did you speak to?',
  callAdvice: 'What did they say?',
  callNeedsDay: 'Write on which day you rang',

  why: 'Why now',
  reason: 'What are you worried about?',
  reasonHint: 'What has been seen and heard, what you fear may happen, and why now.',
  askedFor: (name: string) => `What do you ask for, for ${name}?`,
  askedForHint: 'For example: an assessment, a strategy discussion, a named worker.',

  entries: 'Entries to send',
  entriesCount: (n: number, of: number) => `${n} of ${of} chosen`,
  all: 'All',
  none: 'None',
  noEntries: 'There is no entry in the file yet.',

  attendance: 'Attendance',
  attendanceHint: 'The picture of this stretch and its sums go with the referral.',
  attendanceTerm: 'This term',
  attendanceChosen: 'Another stretch',

  names: 'Other pupils',
  namesHint:
    'Siblings, the household and children believed at risk are named to children’s services and police. Others need not be.',
  noNames: 'No other pupil is named in the entries.',
  namesTable: 'Other pupils in the entries',
  namesColumns: { log: 'In the log', bundle: 'In the referral', where: 'Where' },
  fullName: 'Full name',
  child: (letter: string) => `Child ${letter}`,
  shownAs: (name: string) => `How ${name} is shown`,

  telling: 'Telling and agreeing',
  tellingHint:
    'Three questions apart. Agreement is wanted and not needed where a child may be at risk; without it nothing is missing.',
  neverTell: (who: string) => `Never tell: ${who}`,
  parentsTold: 'Do the parents know of this referral?',
  childTold: (name: string) => `Does ${name} know of this referral?`,
  supportAgreed: 'Has anybody with parental responsibility agreed to support?',
  toldReason: 'Why not?',
  toldReasonHint: 'For example: telling them could put the child at more risk.',
  toldReasonMissing:
    'Say why telling would be unsafe. It prints as “reason not yet known” until then.',

  basis: 'Lawful basis',
  basisAsk: 'On what basis do you share this?',
  basisOwn: 'The words as they will stand in the referral',
  basisHint: 'Choose one and change the words where they do not fit.',

  look: 'Look and export',
  lookAgain: 'Draw again',
  lookAgainLabel: 'Draw the pages again with your newest words',
  looking: 'Drawing the pages…',
  page: (n: number, of: number) => `Page ${n} of ${of}`,
  pageAlt: (n: number, of: number) =>
    `Page ${n} of ${of} as it will be printed. Its words are those of the parts before.`,
  noPages: 'The pages appear here.',
  before: 'Page before',
  after: 'Page after',
  replaced: (characters: string) =>
    `These characters have no shape in the fonts of the document and print as their code: ${characters}`,

  export: 'Check and export',
  exportHeading: 'This makes a file that leaves the laptop',
  exportNames: (short: string, others: number) =>
    `It names ${short} and the family.${others === 0 ? '' : others === 1 ? ' 1 other pupil appears as a letter.' : ` ${others} other pupils appear as letters.`}`,
  exportNamed: (names: string) => `Named in full: ${names}.`,
  exportOpen: (n: number) =>
    n === 1
      ? '1 part is not finished: it prints as “not yet known”.'
      : `${n} parts are not finished: they print as “not yet known”.`,
  exportRestricted: 'The address is restricted and is left out.',
  exportNever: (who: string) => `Must not learn of it: ${who.replace(/\.$/, '')}.`,
  exportYes: 'Make the file',
  exportNo: 'Go back',

  madeHeading: (reference: string) => `Referral ${reference} is made`,
  madeFile: 'File',
  madePages: 'Pages',
  password: 'Password',
  passwordOnce:
    'Shown once. Send it separately: by telephone, never in the same message as the file.',
  passwordWritten: 'I have written the password down',
  madeCopy: 'A copy of exactly these bytes stays in the log.',
  madeDone: (name: string) => `To ${possessive(name)} file`,
  madeList: 'To the list of referrals',
};

export const TOLD: readonly { value: ToldView; label: string }[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unsafe', label: 'No, because that could put the child at more risk' },
  { value: 'not_known', label: 'Not known yet' },
];

export function stepTitle(step: Step): string {
  switch (step.kind) {
    case 'section':
      return step.title;
    default:
      return referral[step.kind];
  }
}
