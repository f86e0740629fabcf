/** The people, kits, backups and journal of a log, for the tests of Settings. */
import { expect, type Page } from '@playwright/test';
import type {
  AuditView,
  BackupRowView,
  BackupsView,
  KitStateView,
  LastBackupView,
  MemberView,
  PeopleView,
  PersonView,
} from '../../src/ipc/contract';
import type { Recorded } from '../../src/ipc/fake';
import { status } from './log';

export const della: PersonView = { id: 'p1', name: 'Della Marchbank', role: 'dsl' };
export const asha: PersonView = { id: 'p2', name: 'Asha Verma', role: 'dsl' };
export const tomas: PersonView = { id: 'p3', name: 'Tomas Wickerby', role: 'deputy' };
export const ruth: PersonView = { id: 'p4', name: 'Ruth Ames', role: 'recorder' };
export const imran: PersonView = { id: 'p5', name: 'Imran Quaife', role: 'recorder' };

const member = (person: PersonView, more: Partial<MemberView> = {}): MemberView => ({
  person,
  me: person === della,
  removed: false,
  has_slot: true,
  bound_to_laptop: true,
  ...more,
});

export const PEOPLE: PeopleView = {
  people: [
    member(della),
    member(asha),
    member(tomas, { has_slot: false, bound_to_laptop: false }),
    member(ruth, { bound_to_laptop: false }),
    member(imran, { removed: true, has_slot: false, bound_to_laptop: false }),
  ],
  may_manage: true,
};

export const JOURNAL: AuditView[] = (
  [
    ['2026-11-25T14:01:00Z', 'Della Marchbank', 'file_opened', 'Siân O’Dwyer-Nash'],
    ['2026-11-25T13:52:00Z', 'Tomas Wickerby', 'concern_recorded', 'Siân O’Dwyer-Nash'],
    ['2026-11-25T13:40:00Z', 'Della Marchbank', 'searched', null],
    ['2026-11-25T13:02:00Z', 'Della Marchbank', 'backup_made', null],
    ['2026-11-24T15:52:00Z', 'Della Marchbank', 'referral_made', 'Jory Pennifeather'],
    ['2026-11-24T15:10:00Z', 'Asha Verma', 'passphrase_changed', null],
    ['2026-11-24T15:00:00Z', 'Asha Verma', 'marks_imported', null],
    ['2026-11-23T09:00:00Z', 'Della Marchbank', 'person_added', null],
  ] as const
).map(([recorded_at, by, kind, name], i) => ({
  id: `e${i}`,
  recorded_at,
  by,
  kind,
  pupil: name ? `u${i}` : null,
  pupil_name: name,
}));

export const KITS: KitStateView[] = [
  {
    kit: 1,
    made_at: '2026-09-03T09:00:00Z',
    confirmed: true,
    opens: true,
    used_at: null,
    checked_at: '2026-09-03T09:10:00Z',
    check_due: false,
  },
  {
    kit: 2,
    made_at: '2026-09-03T09:00:00Z',
    confirmed: false,
    opens: true,
    used_at: null,
    checked_at: null,
    check_due: false,
  },
];

const row = (made_at: string, place: 'laptop' | 'elsewhere', seq: number): BackupRowView => ({
  made_at,
  place,
  file_name: `encircle-${made_at.replace(/[-:]/g, '')}.backup`,
  kib: 1850 + seq,
  hash: seq.toString(16).padStart(64, 'a'),
  seq,
  head: seq.toString(16).padStart(8, '9f86d081').padEnd(64, 'c4'),
});

export const MADE: BackupRowView[] = [
  row('2026-11-25T13:02:00Z', 'laptop', 1204),
  row('2026-11-24T13:05:00Z', 'laptop', 1180),
  row('2026-11-20T15:30:00Z', 'elsewhere', 1101),
];

/** The last one lies on the laptop, one of Friday on a stick. */
export const LAST: LastBackupView = {
  last: MADE[0] ?? null,
  last_elsewhere: MADE[2] ?? null,
  days: 0,
  old: false,
  laptop_only: false,
  running: false,
  failed: null,
  failed_at: null,
};

export const PLACEMENT = { kind: 'local', name: null, allowed: true, conflict_copies: [] } as const;

export const BACKUPS: BackupsView = {
  last: LAST,
  made: MADE,
  placement: { ...PLACEMENT, conflict_copies: [] },
};

/** A log of a school's own, open to its lead. */
export const OWN = status({
  place: 'own',
  made_up: false,
  person: della,
  backup: LAST,
  placement: PLACEMENT,
});

export const VAULT: Recorded[] = [
  OWN,
  { command: 'list_kits', view: KITS },
  { command: 'get_backups', view: BACKUPS },
  { command: 'list_people', view: PEOPLE },
  { command: 'list_audit', view: JOURNAL },
];

/** Opens a page of Settings by its name in the list. */
export async function toSection(page: Page, name: string) {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Settings' })
    .click();
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('link', { name: new RegExp(`^${name}( Due)?$`) })
    .click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeFocused();
}
