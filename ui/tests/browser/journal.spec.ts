/** The journal, narrowed by person, act and pupil; and the whole log checked. */
import { expect, test } from '@playwright/test';
import type { CheckView } from '../../src/ipc/contract';
import { calls, openLog } from './log';
import { look } from './look';
import { REPLIES } from './sian-replies';
import { JOURNAL, PLACEMENT, toSection, VAULT } from './vault';

const CHECKED: CheckView = {
  events: 1204,
  made_up: false,
  newest: '2026-11-25T14:01:00Z',
  head: { epoch: 1, seq: 1204, hash: '9f86d081884c7d65'.repeat(4), known: 'agrees' },
  placement: { ...PLACEMENT, conflict_copies: [] },
};

test('the journal says who did what and when, and is narrowed by person and by act', async ({
  page,
}) => {
  await openLog(page, ...VAULT);
  await toSection(page, 'Journal');
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(JOURNAL.length + 1);
  await expect(page.getByText(`All ${JOURNAL.length} entries.`)).toBeVisible();
  await look(page, 'journal');
  await page.getByLabel('Who', { exact: true }).selectOption('Della Marchbank');
  await page.getByLabel('What was done').selectOption('Reading and searching');
  await expect(rows).toHaveCount(3);
  await expect(page.getByText(`2 of all ${JOURNAL.length} entries.`)).toBeVisible();
  await page.getByLabel('Who', { exact: true }).selectOption('Tomas Wickerby');
  await expect(page.getByText('Nothing in what was looked through')).toBeVisible();
});

test('one pupil’s file is asked for by name, and leads to it', async ({ page }) => {
  await openLog(page, ...VAULT, ...REPLIES);
  await toSection(page, 'Journal');
  await page.getByRole('combobox', { name: 'One pupil’s file' }).fill('sian');
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect
    .poll(() => calls(page, 'list_audit'))
    .toEqual([
      { pupil: null, limit: 250 },
      { pupil: 'u1', limit: 250 },
    ]);
  await expect(page.getByRole('columnheader', { name: 'Pupil' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Change' }).click();
  await expect(page.getByRole('columnheader', { name: 'Pupil' })).toBeVisible();
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
  await openLog(page, ...VAULT, { command: 'check', view: CHECKED });
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

test('a fingerprint is compared with the journal, however it was typed', async ({ page }) => {
  await openLog(page, ...VAULT, {
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
