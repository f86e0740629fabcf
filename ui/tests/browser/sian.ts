/** A made-up pupil with a full autumn term and nine entries, for the browser tests of the file and of what hangs on it. */
import { term } from '../../src/components/ribbon/fixture';
import type {
  AttendanceView,
  ChronologyView,
  ConcernView,
  EntryView,
  PupilView,
  ReferralView,
  RibbonView,
  SignMarkView,
} from '../../src/ipc/contract';

export const NAME = "Siân O'Dwyer-Nash";

export const pupil: PupilView = {
  id: 'u1',
  known_as: NAME,
  short: 'Siân',
  legal: "Siân Mair O'Dwyer-Nash",
  initials: 'SO',
  born: '2012-03-14',
  age: 14,
  year_group: '10',
  reg_group: '10B',
  upn: 'F001999923014',
  admission_number: '000043',
  left: null,
  to_note: ['sen_support', 'court_order'],
  safe_contact: {
    set: true,
    ring: 'Nan, Bríd Nash, 01632 960144, before 4 pm',
    never_tell: 'Her stepfather',
    court_orders: 'Non-molestation order until 3 March 2027, paper in the head’s safe',
    address_restricted: false,
  },
  contacts: [
    {
      order: 1,
      name: 'Bríd Nash',
      relationship: 'Grandmother',
      responsibility: 'yes',
      phones: ['01632 960144', '07700 900123'],
      court_order: false,
      address_as_pupil: true,
    },
    {
      order: 2,
      name: 'Madonna',
      relationship: null,
      responsibility: 'not_known',
      phones: [],
      court_order: true,
      address_as_pupil: false,
    },
  ],
  address: ['4 Saltings Row', 'Pier Halt', 'ZZ9 9ZZ'],
  phones: ['01632 960144'],
  totals: [
    {
      school_year: '2025 to 2026',
      school: 'Saltmarsh Lane School',
      possible: 380,
      attended: 361,
      authorised: 15,
      unauthorised: 4,
    },
  ],
  entries: 9,
  named_people_only: false,
  entries_restricted: false,
};

const blank: ConcernView = {
  id: '',
  pupil: 'u1',
  pupil_name: NAME,
  happened: { kind: 'not_known', from: null, to: null },
  told_at: null,
  recorded_at: '',
  recorded_days_later: null,
  by: 'Tomas Wickerby',
  by_role: 'deputy',
  what_happened: '',
  exact_words: null,
  question_asked: null,
  place: null,
  source: 'seen',
  told_by: null,
  signs: [],
  other_pupils: [],
  categories: [],
  done: null,
  decision: null,
  reason: null,
  read: true,
  part: null,
  amendments: [],
  follow_ups: [],
};

export const concerns: ConcernView[] = [
  {
    ...blank,
    id: 'c9',
    happened: { kind: 'exact', from: '2026-11-24T10:50', to: null },
    recorded_at: '2026-11-24T13:48:00Z',
    what_happened:
      'Two phones in period 3. One rang five times in about ten minutes. Headphones still boxed.',
    exact_words: "It's not mine, I'm just minding it. He'll want it back Friday.",
    question_asked: 'Is that a new phone?',
    signs: ['possessions', 'calls'],
    read: false,
    follow_ups: [],
  },
  {
    ...blank,
    id: 'c8',
    happened: { kind: 'about', from: '2026-11-20T22:40', to: null },
    recorded_at: '2026-11-23T16:10:00Z',
    recorded_days_later: 3,
    what_happened:
      'The parent of another pupil rang the office. Siân was getting out of a grey van, plate ending “KXZ”, with two adults. The parent did not know the adults.',
    source: 'told',
    told_by: 'A parent of another pupil',
    place: 'Pier Halt',
    signs: ['missing', 'adults'],
    other_pupils: [{ pupil: 'u2', name: 'Jory Pennifeather', part: 'witness' }],
    decision: 'refer',
    reason: 'Third sign in two weeks, with an adult named by others.',
    amendments: [
      {
        id: 'm1',
        recorded_at: '2026-11-23T16:40:00Z',
        by: 'Della Marchbank',
        why: 'The caller rang back: the van was grey, not silver.',
        former: {
          what_happened:
            'The parent of another pupil rang the office. Siân was getting out of a silver van, plate ending “KXZ”.',
          exact_words: null,
          question_asked: null,
          happened: { kind: 'about', from: '2026-11-20T22:40', to: null },
          place: 'Pier Halt',
          source: 'told',
          told_by: 'A parent of another pupil',
          told_at: null,
          signs: ['missing', 'adults'],
          categories: [],
          done: null,
        },
      },
    ],
    follow_ups: [
      {
        recorded_at: '2026-11-24T08:40:00Z',
        by: 'Della Marchbank',
        done: 'Rang the front door. They ask for the form today.',
        decision: 'refer',
        reason: 'An adult whom nobody at home knows.',
      },
    ],
  },
  {
    ...blank,
    id: 'c7',
    happened: { kind: 'between', from: '2026-11-12T11:20', to: '2026-11-12T13:55' },
    recorded_at: '2026-11-12T14:20:00Z',
    what_happened:
      'Left the site by the side gate. Present in the morning register. Came back by taxi. Would not say who paid.',
    signs: ['missing', 'adults'],
    done: 'Home rung 11:35.',
  },
  {
    ...blank,
    id: 'c6',
    happened: { kind: 'exact', from: '2026-11-10T09:10', to: null },
    recorded_at: '2026-11-10T09:40:00Z',
    what_happened: 'Bruise on the left forearm, about 3 cm. Seen by the school nurse.',
    exact_words: 'I fell off the wall.',
    question_asked: 'What happened to your arm?',
    signs: ['injuries', 'wellbeing'],
  },
  {
    ...blank,
    id: 'c5',
    happened: { kind: 'exact', from: '2026-11-05', to: null },
    recorded_at: '2026-11-05T15:30:00Z',
    what_happened: 'Quiet in art, sat apart.',
    source: 'opinion',
    signs: ['wellbeing'],
  },
  {
    ...blank,
    id: 'c4',
    happened: { kind: 'exact', from: '2026-10-19T12:15', to: null },
    recorded_at: '2026-10-19T12:50:00Z',
    what_happened: 'Not at lunch. Found at the bus stop with a bag that was not hers.',
    signs: ['missing'],
  },
  {
    ...blank,
    id: 'c3',
    happened: { kind: 'exact', from: '2026-10-12T14:00', to: null },
    recorded_at: '2026-10-12T15:10:00Z',
    what_happened: 'Left the room three times to take calls.',
    signs: ['calls', 'wellbeing'],
    source: 'seen',
  },
  {
    ...blank,
    id: 'c2',
    happened: { kind: 'exact', from: '2026-09-18T08:50', to: null },
    recorded_at: '2026-09-18T09:20:00Z',
    what_happened: 'New trainers and a coat. Says an aunt sent them.',
    signs: ['possessions'],
  },
  {
    ...blank,
    id: 'c1',
    recorded_at: '2026-09-10T15:00:00Z',
    what_happened: 'A friend said that Siân sometimes stays out all night.',
    source: 'told',
    told_by: 'A friend',
    signs: [],
  },
];

export const sent: ReferralView = {
  id: 'r1',
  pupil: 'u1',
  pupil_name: NAME,
  reference: 'EN-2026-0012',
  made_at: '2026-10-13T15:52:00Z',
  by: 'Della Marchbank',
  recipient: 'Early help, Southend',
  profile: 'southend',
  file_name: 'EN-2026-0012.pdf',
  hash: '3f2a9c1be7d04a58a6c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0e1f2a3',
  entries: 3,
};

export const chronology: ChronologyView = {
  entries: [
    ...concerns.slice(0, 6).map((entry): EntryView => ({ kind: 'concern', entry })),
    { kind: 'referral', entry: sent },
    ...concerns.slice(6).map((entry): EntryView => ({ kind: 'concern', entry })),
  ],
  total: 10,
};

const marks: Record<string, [string | null, string | null]> = {
  '2026-09-14': ['L', '\\'],
  '2026-09-22': ['I', 'I'],
  '2026-09-23': ['I', 'I'],
  '2026-10-06': ['I', '\\'],
  '2026-10-09': ['#', '#'],
  '2026-10-12': ['L', '\\'],
  '2026-10-19': ['/', 'N'],
  '2026-11-02': ['N', 'N'],
  '2026-11-05': ['L', '\\'],
  '2026-11-09': ['N', 'N'],
  '2026-11-12': ['/', 'N'],
  '2026-11-17': ['L', '\\'],
  '2026-11-23': ['N', 'N'],
  '2026-11-25': ['/', null],
};
const signs: SignMarkView[] = concerns.flatMap((entry) =>
  entry.happened.from
    ? entry.signs.map((sign) => ({
        sign,
        on: entry.happened.from?.slice(0, 10) ?? '',
        source: entry.source,
        concern: entry.id,
      }))
    : [],
);
export const ribbon: RibbonView = {
  ...term({
    marks,
    signs,
    flags: [
      { on: '2026-09-22', kind: 'decided', label: 'watch' },
      { on: '2026-10-13', kind: 'referral_sent', label: 'EN-2026-0012' },
      { on: '2026-11-10', kind: 'decided', label: 'support' },
      { on: '2026-11-24', kind: 'decided', label: 'refer' },
      { on: '2026-11-25', kind: 'referral_draft', label: '' },
    ],
  }),
  undated: 0,
};

export const attendance: AttendanceView = ribbon.attendance;
export const strip: AttendanceView = {
  ...attendance,
  term: 'other',
  from: '2026-10-12',
  to: '2026-11-25',
  days: attendance.days.filter((day) => day.on >= '2026-10-12' && day.on <= '2026-11-25'),
  tally: {
    ...attendance.tally,
    possible: 53,
    present: 45,
    authorised: 0,
    unauthorised: 8,
    absence: '15.1',
  },
};
