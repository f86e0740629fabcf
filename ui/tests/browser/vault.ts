/** The people, kits, backups and journal of a log, for the tests of Settings. */
import { expect, type Page } from '@playwright/test';
import type {
  AuditView,
  BackupRowView,
  BackupsView,
  KitStateView,
  LastBackupView,
  PeopleView,
  PersonView,
} from '../../src/ipc/contract';
import type { Recorded } from '../../src/ipc/fake';
import { status } from './log';
import { moment, viewAt } from './moments';

const recorded = viewAt('a lead', 'list_people').people;
const named = (name: string): PersonView => {
  const found = recorded.find(({ person }) => person.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found.person;
};
export const della = named('Della Marchbank');
export const asha = named('Asha Verma');
export const tomas = named('Tomas Wickerby');
export const ruth = named('Ruth Ames');
export const imran = named('Imran Quaife');

/** One of them has lost their way in, as after an older file of keys was put back. */
export const PEOPLE: PeopleView = {
  people: recorded.map((member) =>
    member.person === tomas ? { ...member, has_slot: false, bound_to_laptop: false } : member,
  ),
  may_manage: true,
};

export const JOURNAL: AuditView[] = viewAt('a lead', 'list_audit');
export const KITS: KitStateView[] = viewAt('a lead', 'list_kits');

/** The last one lies on the laptop, one of Friday on a stick. */
export const BACKUPS: BackupsView = viewAt('a lead', 'get_backups');
export const LAST: LastBackupView = BACKUPS.last;
export const MADE: BackupRowView[] = BACKUPS.made;

export const PLACEMENT = { kind: 'local', name: null, allowed: true, conflict_copies: [] } as const;

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
  { command: 'list_people', view: PEOPLE },
  ...moment('a lead').filter(({ command }) =>
    ['list_kits', 'get_backups', 'list_audit'].includes(command),
  ),
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
