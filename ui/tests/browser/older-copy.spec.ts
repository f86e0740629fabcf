/** An older copy of the log, or one of two that were both written on: counts and dates, and a decision. */
import { expect, test, type Page } from '@playwright/test';
import type { OlderCopyView } from '../../src/ipc/contract';
import { calls, LOCKED, openLog } from './log';
import { look } from './look';
import { answerAt, moment, viewAt } from './moments';

const OLDER = 'an older copy';
const TWO = 'two copies';
const older = viewAt(OLDER, 'get_older_copy');
const lacking = (older.events_last_seen ?? 0) - older.events;

async function unlock(page: Page, name: string, changes: Partial<OlderCopyView> = {}) {
  const view = { ...viewAt(name, 'get_older_copy'), ...changes };
  await openLog(page, LOCKED, { command: 'get_older_copy', view }, ...moment(name));
  await page.getByLabel('Passphrase', { exact: true }).fill('four words of mine');
  await page.keyboard.press('Enter');
}

test('an older copy shows counts and dates alone, and is gone on with after a question', async ({
  page,
}) => {
  await unlock(page, OLDER);
  await expect(page.getByRole('heading', { name: 'An older copy of the log' })).toBeFocused();
  await expect(
    page.getByText(`${lacking} journal entries that this laptop has seen`),
  ).toBeVisible();
  await expect(
    page.getByRole('row', { name: `Entries from here ${older.events} ${older.events_last_seen}` }),
  ).toBeVisible();
  expect(await page.locator('body').innerText()).not.toMatch(/Saltmarsh|Marchbank|Siân/);
  await look(page, 'older-copy');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Go on with this copy?' });
  await expect(dialog).toBeVisible();
  await look(page, 'older-copy-asks');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await calls(page, 'accept_older_copy')).toEqual([]);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Go on with this copy' }).click();
  await expect(page.getByRole('heading', { name: 'Wednesday 25 November' })).toBeFocused();
  expect(await calls(page, 'accept_older_copy')).toHaveLength(1);
  expect(await calls(page, 'lock')).toEqual([]);
});

test('locking again closes the copy, and shows the passphrase', async ({ page }) => {
  await unlock(page, OLDER);
  await page.getByRole('button', { name: 'Lock again' }).click();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  expect(await calls(page, 'lock')).toHaveLength(1);
  expect(await calls(page, 'accept_older_copy')).toEqual([]);
});

test('two copies are named, and whoever was taken out since then is warned of', async ({
  page,
}) => {
  await unlock(page, TWO, { epoch_last_seen: viewAt(TWO, 'get_older_copy').epoch + 1 });
  await expect(page.getByRole('heading', { name: 'Two copies of the log' })).toBeFocused();
  await expect(page.getByText('In this copy they can still open it.')).toBeVisible();
  await look(page, 'forked');
});

test('a copy that waits no longer says so, and leads back to the passphrase', async ({ page }) => {
  await unlock(page, OLDER);
  await page.evaluate((gone) => window.fake.answer(gone), answerAt(OLDER, 'accept_older_copy', 1));
  await page.getByRole('button', { name: 'Go on with this copy' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Go on with this copy' }).click();
  await expect(page.getByRole('alert')).toContainText('Unlock the log again.');
  await page.getByRole('button', { name: 'Lock again' }).click();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
});
