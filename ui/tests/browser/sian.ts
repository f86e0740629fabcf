/** A made-up pupil with a full autumn term and nine entries, as replies for the browser tests of the file and of what hangs on it. */
import { term } from '../../src/components/ribbon/fixture';
import type { Recorded } from '../../src/ipc/fake';
import type {
  AttendanceView,
  AuditView,
  ChronologyView,
  ConcernView,
  EntryView,
  GapsView,
  ImportPreviewView,
  ImportView,
  ProfileView,
  PupilView,
  ReferralFormView,
  ReferralMadeView,
  ReferralView,
  RibbonView,
  SearchView,
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
          signs: ['missing', 'adults'],
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

const attendance: AttendanceView = ribbon.attendance;
const strip: AttendanceView = {
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

const audit: AuditView[] = [
  ['2026-11-25T14:05:00Z', 'Della Marchbank', 'file_opened'],
  ['2026-11-24T13:48:00Z', 'Tomas Wickerby', 'concern_recorded'],
  ['2026-11-24T08:40:00Z', 'Della Marchbank', 'concern_followed_up'],
  ['2026-11-23T16:40:00Z', 'Della Marchbank', 'concern_amended'],
  ['2026-10-13T15:52:00Z', 'Della Marchbank', 'referral_made'],
].map(([recorded_at = '', by = '', kind = ''], i) => ({
  id: `a${i}`,
  recorded_at,
  by,
  kind,
  pupil: 'u1',
  pupil_name: NAME,
}));

export const gaps: GapsView = {
  on: '2026-11-25',
  marks_until: { day: '2026-11-25', session: 'am', imported_at: '2026-11-25T13:30:00Z' },
  marks_stale: false,
  gaps: [
    {
      pupil: 'u1',
      pupil_name: NAME,
      year_group: '10',
      rule: 'same_weekday',
      sentence:
        '3 Mondays absent of the last 4. The rule looks at the same weekday in the last 4 weeks it was open.',
      facts: ['2 November, all day', '9 November, all day', '23 November, all day'].map((text) => ({
        on: '2026-11-02',
        text,
        entry: null,
      })),
      newest: '2026-11-23',
    },
    {
      pupil: 'u1',
      pupil_name: NAME,
      year_group: '10',
      rule: 'persistent',
      sentence: 'Absent 11.9% of possible sessions. The rule speaks from 10%.',
      facts: [{ on: '2026-11-23', text: '13 of 109 possible sessions', entry: null }],
      newest: '2026-11-23',
    },
    {
      pupil: 'u3',
      pupil_name: 'Odalie Fernsby',
      year_group: '8',
      rule: 'reason_not_established',
      sentence: 'No reason yet for 3 sessions. A reason is due within 5 school days.',
      facts: [{ on: '2026-11-19', text: 'Code N on 19 and 23 November', entry: null }],
      newest: '2026-11-23',
    },
    {
      pupil: 'u4',
      pupil_name: 'Madonna',
      year_group: null,
      rule: 'sudden_fall',
      sentence: 'Attended 12 of 20 sessions in two weeks, 19 of 20 in the two before.',
      facts: [{ on: '2026-11-20', text: '9 to 20 November', entry: null }],
      newest: '2026-11-20',
    },
  ],
};

export const preview: ImportPreviewView = {
  handle: 'h1',
  file_name: 'pupils-autumn.csv',
  kind: 'pupils_csv',
  encoding: 'windows-1252',
  rows: 61,
  new: 57,
  changed: 2,
  unchanged: 1,
  findings: [
    {
      row: 14,
      field: 'Date of birth',
      code: 'invalid_date',
      severity: 'problem',
      sentence: '31/02/2012 is no date. The row is not taken.',
    },
    {
      row: 22,
      field: 'UPN',
      code: 'upn_letter',
      severity: 'warning',
      sentence: 'The letter of F001999923019 does not check. The row can be taken as it is.',
    },
    {
      row: null,
      field: null,
      code: 'encoding',
      severity: 'note',
      sentence: 'Read as Windows-1252.',
    },
  ],
  more_findings: 0,
  problems: 1,
  warnings: 1,
  imported_before: '2026-11-01T09:00:00Z',
  sample_names: [NAME, 'Zoë Łukasiewicz-Ødegaard', 'Madonna'],
  first: null,
  last: null,
  other_school: 'Northmarsh Academy',
};
const imported: ImportView = {
  kind: 'pupils_csv',
  new: 57,
  changed: 2,
  unchanged: 1,
  problems: preview.findings.slice(0, 1),
  warnings: 1,
};

const found: SearchView = {
  hits: [
    { kind: 'pupil', pupil: 'u1', pupil_name: NAME, concern: null, on: null, snippet: [] },
    {
      kind: 'concern',
      pupil: 'u1',
      pupil_name: NAME,
      concern: 'c8',
      on: '2026-11-20',
      snippet: [
        { text: '… was getting out of a grey ', hit: false },
        { text: 'van', hit: true },
        { text: ', plate ending “KXZ”, with two adults.', hit: false },
      ],
    },
  ],
  nothing_asked: false,
  more: false,
};

const profile: ProfileView = {
  id: 'southend',
  name: 'Saltmarsh children’s services',
  edition: '2026',
  contacts: [
    { label: 'Front door', value: '01632 960007' },
    { label: 'Out of hours', value: '01632 960012' },
  ],
  written_hours: 24,
  route: 'By secure e-mail, after the call',
};

export const referral: ReferralFormView = {
  pupil: 'u1',
  pupil_name: NAME,
  profile,
  reference: 'EN-2026-0034',
  sections: [
    {
      id: 'child',
      title: 'The child',
      questions: [
        {
          id: 'language',
          text: 'First language',
          why: 'So that an interpreter can be there.',
          kind: 'text',
          choices: [],
          answer: 'English and Welsh',
          from_record: true,
        },
        {
          id: 'interpreter',
          text: 'Is an interpreter needed?',
          why: '',
          kind: 'yes_no',
          choices: [],
          answer: null,
          from_record: false,
        },
        {
          id: 'seen',
          text: 'When was the child last seen?',
          why: 'The first question of a strategy discussion.',
          kind: 'date',
          choices: [],
          answer: '25 November 2026',
          from_record: true,
        },
      ],
    },
    {
      id: 'threshold',
      title: 'Level of need',
      questions: [
        {
          id: 'level',
          text: 'Which level do you think it is?',
          why: 'In the words of their threshold document.',
          kind: 'choice',
          choices: ['Early help', 'Child in need', 'Child protection'],
          answer: null,
          from_record: false,
        },
      ],
    },
  ],
  entries: concerns,
  lawful_bases: [
    'To safeguard a child at risk: public task, and substantial public interest.',
    'With the agreement of those with parental responsibility.',
  ],
  other_pupils: [
    { pupil: 'u2', name: 'Jory Pennifeather', entries: 2 },
    { pupil: 'u5', name: "Finch O'Dwyer-Nash", entries: 1 },
  ],
};

const A4 = (n: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><rect width="595" height="842" fill="#fff"/><text x="50" y="60" font-family="serif" font-size="18">Referral to children’s services</text><path d="M50 72H545" stroke="#000"/><text x="50" y="110" font-family="serif" font-size="12">Siân O'Dwyer-Nash, page ${n}</text></svg>`;

export const made: ReferralMadeView = {
  id: 'r2',
  reference: 'EN-2026-0034',
  file_name: 'EN-2026-0034.pdf',
  password: 'harbour lantern mustard thimble quarry pelican',
  pages: 6,
  hash: sent.hash,
  replaced: [],
};

export const REPLIES: Recorded[] = [
  { command: 'get_pupil', view: pupil },
  { command: 'set_safe_contact', view: pupil },
  { command: 'get_ribbon', view: ribbon },
  { command: 'get_attendance', args: { pupil: 'u1', from: null, to: null }, view: attendance },
  { command: 'get_attendance', view: strip },
  { command: 'get_chronology', view: chronology },
  { command: 'save_chronology', view: { file_name: 'Chronology.pdf' } },
  { command: 'amend_concern', view: concerns[1] },
  { command: 'list_audit', view: audit },
  { command: 'list_gaps', view: gaps },
  { command: 'list_referrals', view: [sent] },
  { command: 'choose_import', view: preview },
  { command: 'confirm_import', view: imported },
  { command: 'cancel_import', view: {} },
  { command: 'search', view: found },
  {
    command: 'list_profiles',
    view: [profile, { ...profile, id: 'general', name: 'Any children’s services' }],
  },
  { command: 'start_referral', view: referral },
  { command: 'preview_referral', view: { pages: [A4(1), A4(2)], replaced: [] } },
  { command: 'export_referral', view: made },
];
