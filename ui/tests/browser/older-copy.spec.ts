/** An older copy of the log, or one of two that were both written on: counts and dates, and a decision. */
import { expect, test, type Page } from '@playwright/test';
import type { OlderCopyView } from '../../src/ipc/contract';
import type { Recorded } from '../../src/ipc/fake';
import { calls, LOCKED, openLog, status } from './log';
import { look } from './look';

const older: OlderCopyView = {
  forked: false,
  epoch: 1,
  epoch_last_seen: 1,
  events: 1130,
  events_last_seen: 1142,
  newest: '2026-11-24T15:10:00Z',
  last_seen_at: '2026-11-25T13:10:00Z',
};
const refuse = (code: 'older_copy' | 'forked'): Recorded => ({
  command: 'unlock',
  error: { code, field: null },
});
const OPEN = status({ state: 'unlocked', place: 'own', made_up: false });

async function unlock(page: Page, view: OlderCopyView) {
  await openLog(
    page,
    LOCKED,
    refuse(view.forked ? 'forked' : 'older_copy'),
    { command: 'get_older_copy', view },
    { command: 'accept_older_copy', view: OPEN.view },
  );
  await page.getByLabel('Passphrase', { exact: true }).fill('four words of mine');
  await page.keyboard.press('Enter');
}

test('an older copy shows counts and dates alone, and is gone on with after a question', async ({
  page,
}) => {
  await unlock(page, older);
  await expect(page.getByRole('heading', { name: 'An older copy of the log' })).toBeFocused();
  await expect(page.getByText('12 journal entries that this laptop has seen')).toBeVisible();
  await expect(page.getByRole('row', { name: 'Journal entries 1,130 1,142' })).toBeVisible();
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
  await unlock(page, older);
  await page.getByRole('button', { name: 'Lock again' }).click();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  expect(await calls(page, 'lock')).toHaveLength(1);
  expect(await calls(page, 'accept_older_copy')).toEqual([]);
});

test('two copies are named, and whoever was taken out since then is warned of', async ({
  page,
}) => {
  await unlock(page, { ...older, forked: true, events: 1200, epoch_last_seen: 2 });
  await expect(page.getByRole('heading', { name: 'Two copies of the log' })).toBeFocused();
  await expect(page.getByText('In this copy they can still open it.')).toBeVisible();
  await look(page, 'forked');
});

test('a copy that waits no longer says so, and leads back to the passphrase', async ({ page }) => {
  await unlock(page, older);
  await page.evaluate(() =>
    window.fake.answer({
      command: 'accept_older_copy',
      error: { code: 'no_older_copy', field: null },
    }),
  );
  await page.getByRole('button', { name: 'Go on with this copy' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Go on with this copy' }).click();
  await expect(page.getByRole('alert')).toContainText('Unlock the log again.');
  await page.getByRole('button', { name: 'Lock again' }).click();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
});
