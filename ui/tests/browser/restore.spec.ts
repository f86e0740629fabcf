/** Restoring a backup, from the first screen and from the closed book. */
import { expect, test, type Page } from '@playwright/test';
import type { Recorded } from '../../src/ipc/fake';
import { calls, LOCKED, openLog } from './log';
import { look } from './look';
import { answerAt, moment, viewAt } from './moments';

const KIT =
  'quilt ribbon saddle timber umbrella velvet window yonder zephyr anchor basket cradle dragon eagle feather goblet hammer indigo jungle kitten lemon mirror nutmeg olive';
const CLEAN = 'a backup on a clean laptop';
const OVER = 'a backup over this log';
const chosen = viewAt(CLEAN, 'choose_restore');
const clean = viewAt(CLEAN, 'preview_restore');
const over = viewAt(OVER, 'preview_restore');
/** How many entries would be missing. */
const notIn = over.here.kind === 'same_vault' ? over.here.events_not_in_backup : 0;
const restored = viewAt(OVER, 'confirm_restore');
/** What a moment answered, and what leaving it answers. */
const replies = (name: string): Recorded[] => [
  ...moment(name).filter(({ command, error }) => command !== 'get_status' && !error),
  { command: 'cancel_restore', view: {} },
  ...moment(CLEAN).filter(({ command }) => /_with_kit|_recovery/.test(command)),
];

async function toPreview(page: Page) {
  await page.getByRole('button', { name: 'Restore from a backup' }).click();
  await page.getByRole('button', { name: 'Choose the backup' }).click();
  await expect(page.getByRole('heading', { name: 'The words of a recovery kit' })).toBeFocused();
  await page.getByLabel('Its words').fill(KIT);
  await page.getByRole('button', { name: 'Look into the backup' }).click();
  await expect(
    page.getByRole('heading', { name: 'What would come, and what would go' }),
  ).toBeFocused();
}

test('on a clean laptop a backup is restored and opened with the kit that was typed once', async ({
  page,
}) => {
  await openLog(page, answerAt(CLEAN, 'get_status'), ...replies(CLEAN));
  await look(page, 'welcome');
  await page.getByRole('button', { name: 'Restore from a backup' }).click();
  await expect(page.getByRole('heading', { name: 'Restore from a backup' })).toBeFocused();
  await look(page, 'restore-choose');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(chosen?.file_name ?? 'no file')).toBeVisible();
  await look(page, 'restore-kit');
  await page.keyboard.press('Tab');
  await page.keyboard.type(KIT.toUpperCase());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: `Journal entries ${clean.events}` })).toBeVisible();
  await expect(page.getByText('There is no log in this place.')).toBeVisible();
  await look(page, 'restore-preview-clean');
  expect(await calls(page, 'confirm_restore')).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The log is restored' })).toBeFocused();
  await look(page, 'restored-clean');
  await page.evaluate((status) => window.fake.answer(status), LOCKED);
  await page.getByRole('button', { name: 'Open with this kit' }).click();
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeFocused();

  expect(await calls(page, 'preview_restore')).toEqual([{ handle: clean.handle, words: KIT }]);
  expect(await calls(page, 'confirm_restore')).toEqual([{ handle: clean.handle }]);
  expect(await calls(page, 'open_with_kit')).toEqual([{ words: KIT }]);
  expect(await calls(page, 'cancel_restore')).toEqual([]);
});

test('over a log that is here it is told what would be lost, and the former log is kept aside', async ({
  page,
}) => {
  await openLog(page, LOCKED, ...replies(OVER));
  await toPreview(page);
  await expect(page.getByText(`${notIn} journal entries of the log that is here`)).toBeVisible();
  await expect(page.getByText('Nothing of it is deleted.')).toBeVisible();
  await look(page, 'restore-preview-over');
  await page.getByRole('button', { name: 'Restore this backup' }).click();
  await expect(page.getByText(restored.kept_aside ?? 'nothing was kept')).toBeVisible();
  await look(page, 'restored-over');
  await page.getByRole('button', { name: 'Open with the passphrase' }).click();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
});

test('leaving before the end throws away what was unpacked, and nothing is restored', async ({
  page,
}) => {
  await openLog(page, LOCKED, ...replies(OVER));
  await toPreview(page);
  await page.getByRole('button', { name: 'Do not restore' }).click();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  expect(await calls(page, 'cancel_restore')).toEqual([{ handle: over.handle }]);
  expect(await calls(page, 'confirm_restore')).toEqual([]);
});

test('words of another kit are asked for again where they are typed', async ({ page }) => {
  await openLog(page, LOCKED, answerAt(OVER, 'preview_restore'), ...replies(OVER));
  await page.getByRole('button', { name: 'Restore from a backup' }).click();
  await page.getByRole('button', { name: 'Choose the backup' }).click();
  await page.getByLabel('Its words').fill(KIT);
  await page.getByRole('button', { name: 'Look into the backup' }).click();
  await page.getByRole('alert').getByRole('link').click();
  await expect(page.getByLabel('Its words')).toBeFocused();
  expect(await calls(page, 'cancel_restore')).toEqual([]);
});

test('no file chosen changes nothing; a file that is no backup says so', async ({ page }) => {
  await openLog(
    page,
    LOCKED,
    answerAt('no backup of ours', 'preview_restore'),
    { command: 'choose_restore', view: null },
    ...replies(OVER),
  );
  await page.getByRole('button', { name: 'Restore from a backup' }).click();
  await page.getByRole('button', { name: 'Choose the backup' }).click();
  await expect(page.getByRole('button', { name: 'Choose the backup' })).toBeEnabled();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.evaluate(
    (view) => window.fake.answer({ command: 'choose_restore', view }),
    viewAt(OVER, 'choose_restore'),
  );
  await page.getByRole('button', { name: 'Choose the backup' }).click();
  await page.getByLabel('Its words').fill(KIT);
  await page.getByRole('button', { name: 'Look into the backup' }).click();
  await expect(page.getByRole('alert')).toContainText('not a backup that Encircle made');
  await expect(page.getByRole('alert')).toBeFocused();
  await look(page, 'restore-refused');
  expect(await calls(page, 'cancel_restore')).toEqual([{ handle: over.handle }]);
  // The kit need not be typed again for another file.
  await page.getByRole('button', { name: 'Choose the backup' }).click();
  await expect(page.getByLabel('Its words')).toHaveValue(KIT);
});

test('a restore that fails leads back to the choice, and says what was kept', async ({ page }) => {
  await openLog(
    page,
    LOCKED,
    { command: 'confirm_restore', error: { code: 'disk_full', field: null } },
    ...replies(OVER),
  );
  await toPreview(page);
  await page.getByRole('button', { name: 'Restore this backup' }).click();
  await expect(page.getByRole('alert')).toContainText('The disk of this laptop is full.');
  await expect(page.getByRole('button', { name: 'Choose the backup' })).toBeVisible();
});

test('a damaged log offers the backup where the sentence names it', async ({ page }) => {
  await openLog(page, LOCKED, {
    command: 'unlock',
    error: { code: 'records_damaged', field: null },
  });
  await page.getByLabel('Passphrase', { exact: true }).fill('four words of mine');
  await page.keyboard.press('Enter');
  await look(page, 'unlock-damaged');
  await page.getByRole('alert').getByRole('button', { name: 'Restore from a backup' }).click();
  await expect(page.getByRole('button', { name: 'Choose the backup' })).toBeVisible();
});
