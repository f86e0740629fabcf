/** Words of a pupil's file: the list, the identity bar, safe contact, contacts and tabs. */
import type { PupilNote, ResponsibilityView } from '../ipc/contract';
import { possessive } from './concern';

export const pupils = {
  heading: 'Pupils',
  find: 'Find a pupil',
  findHint: 'A name in any spelling, a UPN or an admission number',
  count: (n: number, most: number) =>
    n >= most
      ? `The first ${n} pupils. Write a name to see others.`
      : n === 1
        ? '1 pupil'
        : `${n} pupils`,
  none: 'No pupils in the log yet. Bring them in from the school’s system.',
  noneFound: (text: string) =>
    `No pupil found for “${text}”. Another spelling, or the UPN, may help.`,
  bringIn: 'Bring in pupils',
  list: 'Pupils in the log',
  columns: { name: 'Name', born: 'Born', year: 'Year', upn: 'UPN' },
  left: (day: string) => `Left ${day}`,
  lookAlike: 'Same name as another pupil: check the date of birth',
  notKnown: 'not known',
};

export const NOTE: Record<PupilNote, string> = {
  sen_support: 'SEN support',
  ehc_plan: 'EHC plan',
  in_care: 'In care',
  free_school_meals: 'Free school meals',
  upn_temporary: 'Temporary UPN',
  upn_wrong_letter: 'UPN does not check: compare it with the school’s system',
  court_order: 'Court order',
  address_restricted: 'Address restricted',
};

/** What could bring a child into danger stands first and in another tint, with the word. */
export const GRAVE_NOTES: readonly PupilNote[] = ['court_order', 'address_restricted'];

export const file = {
  title: 'Pupil’s file',
  legal: (name: string) => `Legal name ${name}`,
  born: 'Born',
  bornNotKnown: 'Not known',
  bornAge: (date: string, age: number | null) => (age === null ? date : `${date} (${age})`),
  year: 'Year',
  yearTutor: (year: string | null, reg: string | null) =>
    [year, reg && `tutor ${reg}`].filter(Boolean).join(', ') || 'Not known',
  upn: 'UPN',
  admission: 'Admission number',
  toNote: 'To note',
  tabs: (name: string) => `${possessive(name)} file`,
  tab: {
    chronology: 'Ribbon and chronology',
    attendance: 'Attendance',
    contacts: 'Contacts',
    shared: 'Shared with',
    looked: 'Who has looked',
  },
  recordAbout: (name: string) => `Record about ${name}`,
  refer: (name: string) => `Refer ${name}`,

  safe: 'Safe contact',
  safeNotSet: 'Nobody has written down yet whom it is safe to ring.',
  safeSet: 'Say whom to ring',
  safeChange: 'Change',
  safeChangeLabel: (name: string) => `Change safe contact for ${name}`,
  ring: 'Ring',
  neverTell: 'Never tell',
  orders: 'Court orders',
  restricted: 'Address restricted: give it to nobody',
  notSaid: 'Not said',
  safeHeading: (name: string) => `Safe contact for ${name}`,
  safeHint: 'Shown to whoever opens the file, and printed in a referral.',
  ringLabel: 'Whom to ring, and on which number',
  neverLabel: 'Whom never to tell',
  neverHint: 'People who must not learn of a concern or a call, and why.',
  ordersLabel: 'Court orders',
  ordersHint: 'What they say and until when, and where the paper is kept.',
  restrictedLabel: 'The address is restricted',
  restrictedHint: 'It is left out of everything that leaves the laptop.',
  safeSave: 'Save safe contact',
  safeSaved: (name: string) => `Safe contact for ${name} is saved.`,

  contacts: 'Contacts',
  contactsEmpty: 'No contacts came with the pupil data.',
  contactsFrom: 'As the school’s system had them when the pupil data was brought in.',
  order: (n: number) => `Contact ${n}`,
  noOrder: 'Contact',
  relationNotKnown: 'Relationship not known',
  noPhone: 'No number known',
  courtOrder: 'Court order',
  sameAddress: 'Same address as the pupil',
  home: 'Home',
  addressHidden: 'The address is restricted. It is shown here only when you ask for it.',
  showAddress: 'Show the address',
  noAddress: 'No address known',
  phones: 'Phones',

  sharedEmpty: (name: string) => `Nothing from ${possessive(name)} file has been sent to anybody.`,
  looked: 'Who has looked',
  lookedEmpty: 'No entry yet.',
};

export const RESPONSIBILITY: Record<ResponsibilityView, string> = {
  yes: 'Has parental responsibility',
  no: 'No parental responsibility',
  not_known: 'Parental responsibility not known',
};
