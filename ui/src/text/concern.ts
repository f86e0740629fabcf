/** Words of recording, reading and following up a concern. */
import type { DecisionView, PartView, SignView, SourceView } from '../ipc/contract';

/** The seven signs of the Southend campaign, in the order in which every screen shows them. */
export const SIGNS: readonly { value: SignView; label: string }[] = [
  { value: 'missing', label: 'Missing or out of area' },
  { value: 'possessions', label: 'Money, clothes or phones' },
  { value: 'calls', label: 'Calls and texts' },
  { value: 'adults', label: 'Controlling or older adults' },
  { value: 'weapons', label: 'Carrying a weapon' },
  { value: 'wellbeing', label: 'Change in wellbeing' },
  { value: 'injuries', label: 'Unexplained injury' },
];

export const SOURCES: readonly { value: SourceView; label: string }[] = [
  { value: 'seen', label: 'I saw or heard it' },
  { value: 'told', label: 'Someone told me' },
  { value: 'opinion', label: 'It is my view' },
];

/** The tags of a saved entry. */
export const SOURCE_TAG: Record<SourceView, string> = {
  seen: 'Seen first-hand',
  told: 'Reported',
  opinion: 'Opinion',
};

export const DECISIONS: readonly { value: DecisionView; label: string }[] = [
  { value: 'watch', label: 'Keep watch' },
  { value: 'support', label: 'Offer support' },
  { value: 'refer', label: 'Refer' },
  { value: 'none', label: 'No further action' },
  { value: 'later', label: 'Not decided yet' },
];

/**
 * What most schools group concerns under, in the words of Keeping children safe in education. An entry may carry others: a
 * school writes its own.
 */
export const CATEGORIES: readonly string[] = [
  'Physical abuse',
  'Emotional abuse',
  'Sexual abuse',
  'Neglect',
  'Child-on-child abuse',
  'Criminal exploitation',
  'Sexual exploitation',
  'Serious violence',
  'Domestic abuse',
  'Home and family',
  'Online safety',
  'Mental health',
  'Radicalisation',
  'Absent from education',
];

export const PARTS: readonly { value: PartView; label: string }[] = [
  { value: 'linked', label: 'Has to do with it' },
  { value: 'harmed', label: 'Was harmed' },
  { value: 'alleged', label: 'Is said to have done harm' },
  { value: 'witness', label: 'Saw or heard it' },
];

export const signLabel = (sign: SignView) => SIGNS.find((s) => s.value === sign)?.label ?? sign;
export const decisionLabel = (decision: DecisionView) =>
  DECISIONS.find((d) => d.value === decision)?.label ?? decision;
export const partLabel = (part: PartView) => PARTS.find((p) => p.value === part)?.label ?? part;

/** "Wren’s", "Idris’". */
export const possessive = (name: string) => (/s$/i.test(name) ? `${name}’` : `${name}’s`);

export const concern = {
  record: 'Record a concern',
  leave: 'Leave it as a draft',
  save: 'Save to the log',
  neverOverwritten: 'Saved entries are never overwritten. You can add to one later.',
  pages: 'The concern',
  draftSaved: (time: string) => `Draft saved ${time}`,
  draftWaiting: 'Not saved yet',
  draftFailed: 'The draft could not be saved. Encircle keeps trying.',
  draftKept: (time: string) => `Nothing is lost. Your draft was saved at ${time}.`,
  nothingLost: 'Nothing is lost.',
  saved: (name: string, time: string) =>
    `Saved to ${possessive(name)} file at ${time}. You can add to it; nobody can overwrite it.`,
  left: (time: string) => `Kept as a draft at ${time}. It is not in the log yet.`,

  who: 'Who is it about?',
  what: 'What happened?',
  whatHint: 'Only what was seen or heard. Your own view goes under Reason.',
  words: (name: string | null) =>
    name ? `${possessive(name)} exact words` : 'The child’s exact words',
  wordsHint: 'As said, slang and all. Nothing is corrected here.',
  asked: 'What was asked first?',
  when: 'When did it happen?',
  sure: 'How sure is the time?',
  whenKinds: [
    { value: 'exact', label: 'Exactly' },
    { value: 'about', label: 'About' },
    { value: 'between', label: 'Between' },
    { value: 'not_known', label: 'Not known' },
  ] as const,
  from: 'From',
  until: 'Until',
  where: 'Where?',
  how: 'How do you know?',
  seenBy: (me: string) => `Recorded as seen by you, ${me}.`,
  toldBy: 'Who told you?',
  signs: 'Does it show any of these signs?',
  signsHint: 'Tick what applies. A tick is a note, not a score.',
  noSigns: 'None of these',
  others: 'Other pupils it touches',
  othersPlaceholder: 'Add a name',
  part: (name: string) => `How it touches ${name}`,
  done: 'What was done straight away?',
  decision: 'Decision',
  reason: 'Reason',
  filing: 'When you were told, and categories',
  filingTold: 'When you were told',
  toldAt: 'When were you told?',
  toldPrefix: 'Told',
  toldAtLabel: 'Told at',
  needToldTime: 'Write the time you were told, such as 12:35',
  categories: 'Categories',
  categoriesHint: 'For finding and counting later. They change nothing else.',
  otherCategory: 'Another category',
  reasonHint: 'Why this, and why not more or less.',

  otherDraft: (name: string, time: string) => `There is a draft about ${name}, kept ${time}.`,
  goOn: 'Go on with it',

  needPupil: 'Choose who it is about',
  needWhat: 'Write what happened',
  needUntil: 'Write until when',
  endsBefore: 'The end must be after the beginning',

  readTitle: (name: string) => `Concern about ${name}`,
  writtenBy: (who: string, role: string) =>
    role ? `Written by ${who}, ${role}` : `Written by ${who}`,
  recordedAt: (day: string, time: string) => `recorded ${day}, ${time}`,
  recordedLater: (days: number) =>
    days === 1 ? 'recorded 1 day later' : `recorded ${days} days later`,
  happenedNotKnown: 'Time not known',
  about: 'about',
  between: (from: string, to: string) => `between ${from} and ${to}`,
  place: 'Where',
  toldByLabel: 'Told by',
  signsLabel: 'Signs',
  doneLabel: 'Done straight away',
  askedCite: (question: string) => `Asked first: “${question}”`,
  followUp: 'What you do with it',
  followUpDone: 'What did you do?',
  iHaveRead: 'I have read it',
  saveFollowUp: 'Save what you did',
  followUpHint: 'Goes into the file under your name. The entry itself stays as it was written.',
  followedUp: (name: string) => `Added to ${possessive(name)} file.`,
  markedRead: 'Read. It is in the file.',
  before: 'Followed up',
  amended: 'Added to',
  formerText: 'See the former text',
  openTheFile: 'Open the file',
  openFile: (name: string) => `Open ${possessive(name)} file`,
  goBack: 'Go back',
  unread: 'Not read yet',
};
