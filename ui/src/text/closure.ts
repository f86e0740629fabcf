/** Words about files that are closed to all but named people. */
import { possessive } from './concern';

export const closure = {
  tag: 'Named people only',
  emergencyTag: 'Open in an emergency',
  restrictedTag: 'Restricted',
  strip: 'Who may read this file',
  namedOnly: 'Named people only',
  openTo: 'Open to',
  against: 'Restricted against',
  ring: 'Others ring',
  why: 'Why',
  closedBy: (who: string, when: string) => `Closed by ${who}, ${when}.`,
  decide: 'Change',
  decideLabel: (name: string) => `Change who may read ${possessive(name)} file`,
  reopen: 'Open to all leads',
  reopenLabel: (name: string) => `Open ${possessive(name)} file to all leads and deputies`,
  close: 'Close the file',
  closeLabel: (name: string) => `Close ${possessive(name)} file to all but named people`,
  emergencyUntil: (when: string) =>
    `You opened this file in an emergency. It closes again ${when}, and everybody who is named is told.`,
  openings: 'Opened in an emergency',
  opening: (who: string, when: string) => `${who}, ${when}`,
  entriesLeftOut:
    'Restricted information exists beside what you see here: entries of this file belong to a closed file too.',

  closeHeading: (name: string) => `Who may read ${possessive(name)} file`,
  closeHint:
    'To everybody else the log shows that restricted information exists and whom to ring, and nothing more. A lead or deputy can still open the file in an emergency; you are told if one does.',
  notCryptography:
    'This is a rule of the program, not a lock of its own. Who must never learn of it gets no key to this log.',
  named: 'Who goes on reading it',
  namedHint: 'Leave yourself out only if you should not read it.',
  againstLabel: 'Against whom it is restricted',
  againstHint: 'Not even an emergency opens it to them.',
  reason: 'Why',
  reasonHint: 'Only the people who are named read this.',
  ringLabel: 'Whom others ring',
  ringHint:
    'A name and a number. Everybody who comes to this file reads it: say nothing of the cause.',
  save: 'Close the file',
  saveAgain: 'Save',
  closed: (name: string) => `${possessive(name)} file is open to named people only.`,
  reopenHeading: (name: string) => `Open ${possessive(name)} file to all leads and deputies?`,
  reopenHint:
    'Everything in it can be read, searched and shared by them again. This is written in the journal.',
  reopenSave: 'Open it to all',
  reopened: (name: string) => `${possessive(name)} file is open to all leads and deputies.`,
  needNamed: 'Choose at least one person who goes on reading it.',
  needReason: 'Write why.',
  needRing: 'Write whom others ring.',
  needEmergency: 'Write what makes it an emergency.',
  bothNamed: 'Somebody is named both as a reader and as a person it is restricted against.',

  exists: 'Restricted information exists',
  existsAbout: (name: string) => `Restricted information exists about ${name}.`,
  existsHint:
    'The file is open to named people only. Speak to them before you decide anything about this child, and before anybody rings home.',
  ringNow: 'Ring',
  danger: 'If a child is in immediate danger, ring 999 first.',
  emergencyHeading: 'Open the file in an emergency',
  emergencyHint:
    'It opens for a day. Everybody who is named is told at their next unlock who opened it, when, and the reason that you write here.',
  emergencyReason: 'What makes it an emergency',
  emergencySave: 'Open the file',
  emergencyBeside: 'Open what is restricted',
  refused:
    'You cannot open this file, not even in an emergency. The person to ring knows why, and acts in your place.',
  record: (name: string) => `Record about ${name}`,
  recordHint: 'You can always write down a concern. The people who are named read it.',

  ownHeading: 'What you have written',
  ownEntries: 'Your entries',
  ownEntriesEmpty: 'Nothing yet. What you record appears here.',
  ownSpine: 'Your entries',
  ownRead: 'Read',
  ownReadLabel: (name: string) => `Read what you wrote about ${name}`,
  ownClose: 'Close',
  ownAdd: 'Add to it',
  ownAdded: 'Added. Nobody can overwrite what you wrote.',
  ownHint:
    'A safeguarding lead reads what you record. If a child is in danger now, tell one at once.',
};
