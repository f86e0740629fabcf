/** The replies of the log about the pupil of `sian.ts`, and of the pages that lead to her. */
import type { Recorded } from '../../src/ipc/fake';
import type {
  AuditView,
  GapsView,
  ImportPreviewView,
  ImportView,
  ProfileView,
  ReferralFormView,
  ReferralMadeView,
  SearchView,
} from '../../src/ipc/contract';
import { NAME, pupil, concerns, sent, chronology, ribbon, attendance, strip } from './sian';

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
  person: null,
  person_name: null,
  role: null,
  kit: null,
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
  questions: [],
};

const shared = {
  code: 'conflict',
  sentence:
    'Different pupils have one number in this file. None is taken until somebody says whose it is.',
};
const inFile = { id: null, year_group: '8', reg_group: '8A', upn: 'P999999200024' };

/** A file of which only a person can say who three of its rows are. */
export const asking: ImportPreviewView = {
  ...preview,
  handle: 'h2',
  problems: 4,
  warnings: 0,
  imported_before: null,
  other_school: null,
  findings: [
    ...preview.findings,
    ...[2, 3].map((row) => ({ ...shared, row, field: 'upn', severity: 'problem' as const })),
  ],
  questions: [
    {
      ...shared,
      row: 2,
      in_file: { ...inFile, listed: 'Hobbs, Nell', born: '2013-05-05', admission_number: '000201' },
      alike: [],
      offers: ['leave_out', 'new', 'new_without_number'],
    },
    {
      ...shared,
      row: 3,
      in_file: { ...inFile, listed: 'Ives, Tom', born: '2013-06-06', admission_number: '000202' },
      alike: [],
      offers: ['leave_out', 'new', 'new_without_number'],
    },
    {
      code: 'needs_asking',
      sentence:
        'A pupil in the log has this name and date of birth, and no number shows whether it is the same child.',
      row: 7,
      in_file: {
        ...inFile,
        listed: "O'Dwyer-Nash, Siân",
        born: '2011-03-14',
        upn: null,
        admission_number: null,
      },
      alike: [
        {
          ...inFile,
          id: 'u1',
          listed: "O'Dwyer-Nash, Siân",
          born: '2011-03-14',
          admission_number: '000104',
        },
      ],
      offers: ['leave_out', 'same_pupil', 'new'],
    },
  ],
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
