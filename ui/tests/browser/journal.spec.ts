/** The journal, narrowed by person, act and pupil; and the whole log checked. */
import { expect, test } from '@playwright/test';
import type { AuditView, CheckView, DeepCheckView } from '../../src/ipc/contract';
import { calls, openLog } from './log';
import { look } from './look';
import { REPLIES } from './sian-replies';
import { della, JOURNAL, PLACEMENT, toSection, tomas, VAULT } from './vault';

const CHECKED: CheckView = {
  events: 1204,
  made_up: false,
  newest: '2026-11-25T14:01:00Z',
  head: { epoch: 1, seq: 1204, hash: '9f86d081884c7d65'.repeat(4), known: 'agrees' },
  placement: { ...PLACEMENT, conflict_copies: [] },
};

const DEEP: DeepCheckView = {
  running: false,
  part: 'pages',
  done: 0,
  of: 0,
  result: null,
  failed: null,
};

const ALL = { pupil: null, person: null, from: null, to: null, limit: 250 };

test('the journal says who did what and when, and is narrowed by person, by days and by act', async ({
  page,
}) => {
  const hers = JOURNAL.filter(({ by }) => by === della.name);
  await openLog(
    page,
    { command: 'list_audit', args: { ...ALL, person: della.id }, view: hers },
    { command: 'list_audit', args: { ...ALL, person: tomas.id }, view: [] },
    ...VAULT,
  );
  await toSection(page, 'Journal');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(JOURNAL.length + 1);
  await expect(page.getByText(`All ${JOURNAL.length} entries.`)).toBeVisible();
  await look(page, 'journal');
  await page.getByLabel('Who', { exact: true }).selectOption(della.name);
  await expect(rows).toHaveCount(hers.length + 1);
  await page.getByLabel('What was done').selectOption('Writing');
  await expect(page.getByText(`of all ${hers.length} entries.`)).toBeVisible();
  await page.getByLabel('Who', { exact: true }).selectOption(tomas.name);
  await expect(page.getByText('Nothing in what was looked through')).toBeVisible();
  await page.getByLabel('Who', { exact: true }).selectOption('Everybody');
  await page.getByLabel('When', { exact: true }).selectOption('In the last 7 days');
  await expect
    .poll(async () => (await calls(page, 'list_audit')).at(-1))
    .toEqual({ ...ALL, from: '2026-11-19' });
});

test('two days are asked for, and a day that is not written is asked for again', async ({
  page,
}) => {
  await openLog(page, ...VAULT);
  await toSection(page, 'Journal');
  await page.getByLabel('When', { exact: true }).selectOption('Between two days');
  const day = (name: string) => page.getByRole('textbox', { name: `${name} Day` });
  await day('First day').fill('23/11/2026');
  await day('First day').blur();
  await page.getByRole('button', { name: 'Show these days' }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'Write the day, the month and the year',
  );
  await day('Last day').fill('22/11/2026');
  await day('Last day').blur();
  await page.getByRole('button', { name: 'Show these days' }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'The last day is before the first',
  );
  await look(page, 'journal-days');
  await day('Last day').fill('24/11/2026');
  await day('Last day').blur();
  await page.getByRole('button', { name: 'Show these days' }).click();
  await expect
    .poll(async () => (await calls(page, 'list_audit')).at(-1))
    .toEqual({ ...ALL, from: '2026-11-23', to: '2026-11-24' });
});

test('an act on people or keys names whom it was about', async ({ page }) => {
  const act = (kind: string, more: Partial<AuditView>): AuditView => ({
    id: kind,
    recorded_at: '2026-11-23T09:00:00Z',
    by: 'Della Marchbank',
    kind,
    pupil: null,
    pupil_name: null,
    person: null,
    person_name: null,
    role: null,
    kit: null,
    ...more,
  });
  const sian = { person: 'p9', person_name: 'Siân O’Dwyer-Nash' };
  const rows = [
    act('person_removed', sian),
    act('role_changed', { ...sian, role: 'deputy' }),
    act('kit_checked', { kit: 2 }),
    act('passphrase_changed', { person: della.id, person_name: 'Della Marchbank' }),
  ];
  await openLog(page, { command: 'list_audit', view: rows }, ...VAULT);
  await toSection(page, 'Journal');
  const table = page.getByRole('table');
  await expect(
    table.getByRole('row', { name: 'Changed a role Siân O’Dwyer-Nash, deputy' }),
  ).toBeVisible();
  await expect(
    table.getByRole('row', { name: 'Looked where a recovery kit is Kit 2' }),
  ).toBeVisible();
  await look(page, 'journal-people');
});

test('one pupil’s file is asked for by name, and leads to it', async ({ page }) => {
  await openLog(page, ...VAULT, ...REPLIES);
  await toSection(page, 'Journal');
  await page.getByRole('combobox', { name: 'One pupil’s file' }).fill('sian');
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect.poll(() => calls(page, 'list_audit')).toEqual([ALL, { ...ALL, pupil: 'u1' }]);
  await expect(page.getByRole('columnheader', { name: 'Whom or what' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(page.getByRole('columnheader', { name: 'Whom or what' })).toBeVisible();
  const opened = JOURNAL.find(({ kind }) => kind === 'file_opened');
  await page
    .getByRole('link', { name: opened?.pupil_name ?? '' })
    .first()
    .click();
  await expect
    .poll(() => calls(page, 'get_pupil'))
    .toContainEqual(expect.objectContaining({ pupil: opened?.pupil }));
});

test('a long journal says how far was looked, and is looked through further back', async ({
  page,
}) => {
  const many = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ ...JOURNAL[i % JOURNAL.length], id: `m${i}` }));
  await openLog(
    page,
    { command: 'list_audit', args: { pupil: null, limit: 250 }, view: many(250) },
    { command: 'list_audit', args: { pupil: null, limit: 1000 }, view: many(400) },
    ...VAULT,
  );
  await toSection(page, 'Journal');
  await expect(page.getByText('The newest 250 entries.')).toBeVisible();
  await page.getByRole('button', { name: 'Look further back' }).click();
  await expect(page.getByText('All 400 entries.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Look further back' })).toHaveCount(0);
});

test('a closed file in the journal is refused with its own sentence', async ({ page }) => {
  await openLog(
    page,
    {
      command: 'list_audit',
      args: { pupil: 'u1', limit: 250 },
      error: { code: 'file_restricted', field: null },
    },
    ...VAULT,
  );
  await toSection(page, 'Journal');
  await page.getByRole('combobox', { name: 'One pupil’s file' }).fill('sian');
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'Restricted information exists about this pupil.',
  );
  await expect(page.getByRole('table')).toHaveCount(0);
});

test('the whole log is checked, and the answer is said in words', async ({ page }) => {
  await openLog(
    page,
    ...VAULT,
    { command: 'check', view: CHECKED },
    { command: 'get_deep_check', view: DEEP },
  );
  await toSection(page, 'Check the log');
  await page.evaluate(() => window.fake.hold('check'));
  await page.getByRole('button', { name: 'Check the whole log' }).click();
  await expect(page.getByText('Reading every entry, hash and signature.')).toBeVisible();
  await page.evaluate(() => window.fake.release('check'));
  await expect(page.getByText('Everything fits')).toBeVisible();
  await expect(page.getByText('Entry 1,204, fingerprint 9f86 d081 884c')).toBeVisible();
  await look(page, 'check');

  await page.evaluate((view) => window.fake.answer({ command: 'check', view }), {
    ...CHECKED,
    head: { ...CHECKED.head, known: 'not_kept' as const },
  });
  await page.getByRole('button', { name: 'Check it again' }).click();
  await expect(page.getByText('would not be noticed here')).toBeVisible();

  await page.evaluate(() =>
    window.fake.answer({
      command: 'check',
      error: { code: 'records_tampered_with', field: null },
    }),
  );
  await page.getByRole('button', { name: 'Check it again' }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'The records do not verify',
  );
  await expect(page.getByText('Everything fits')).toHaveCount(0);
  await look(page, 'check-failed');
});

test('everything is checked while one works, can be stopped, and what does not fit is told with its place', async ({
  page,
}) => {
  const running = { ...DEEP, running: true, part: 'journal' as const, done: 301, of: 1204 };
  const result = {
    finished_at: '2026-11-25T14:06:00Z',
    events: 1204,
    objects: 3,
    backups: 1,
    findings: [],
    recorded: true,
    head: CHECKED.head,
  };
  await openLog(
    page,
    { command: 'get_deep_check', view: DEEP },
    { command: 'check_deep', view: running },
    { command: 'stop_deep_check', view: { ...DEEP, failed: 'check_stopped' } },
    ...VAULT,
  );
  await toSection(page, 'Check the log');
  const start = page.getByRole('button', { name: 'Check everything' });
  await page.evaluate((view) => window.fake.answer({ command: 'get_deep_check', view }), running);
  await start.click();
  await expect(page.getByText('Reading every entry, hash and signature, 25 %.')).toBeVisible();
  await look(page, 'deep-running');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(
    page.getByText('The check was stopped before it had read everything.'),
  ).toBeVisible();
  await page.evaluate((view) => window.fake.answer({ command: 'check_deep', view }), {
    ...DEEP,
    result,
  });
  await start.click();
  await expect(
    page.getByText('Everything fits: 1,204 entries, 3 sealed files, 1 backup'),
  ).toBeVisible();
  await look(page, 'deep-fits');
  const findings = [
    { code: 'event_altered' as const, field: 'event 1101' },
    { code: 'view_altered' as const, field: 'search' },
    { code: 'backup_unknown' as const, field: 'encircle-20261126T090000Z.backup' },
  ];
  await page.evaluate((view) => window.fake.answer({ command: 'check_deep', view }), {
    ...DEEP,
    result: { ...result, findings, recorded: false },
  });
  await start.click();
  await expect(page.getByText('3 things do not fit.')).toBeVisible();
  await expect(
    page.getByText('Entry 1,101: An entry of the journal is not what its author wrote'),
  ).toBeVisible();
  await expect(
    page.getByText('The search: What a screen shows is not what the journal says'),
  ).toBeVisible();
  await look(page, 'deep-wrong');
});

test('a fingerprint is compared with the journal, however it was typed', async ({ page }) => {
  await openLog(page, { command: 'get_deep_check', view: DEEP }, ...VAULT, {
    command: 'compare_head',
    view: { found: true, seq: 1101, recorded_at: '2026-11-20T15:29:00Z' },
  });
  await toSection(page, 'Check the log');
  const typed = page.getByLabel('Fingerprint', { exact: true });
  await typed.fill('9f86');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText('at least 8');
  expect(await calls(page, 'compare_head')).toEqual([]);
  await typed.fill(' 9F86 D081 884c ');
  await page.keyboard.press('Enter');
  await expect(page.getByText('It is entry 1,101 of this log')).toBeVisible();
  expect(await calls(page, 'compare_head')).toEqual([{ hash: '9f86d081884c' }]);
  await page.evaluate(() =>
    window.fake.answer({
      command: 'compare_head',
      view: { found: false, seq: null, recorded_at: null },
    }),
  );
  await page.keyboard.press('Enter');
  await expect(page.getByText('It is not in this log.')).toBeVisible();
  await look(page, 'check-compare');
});
