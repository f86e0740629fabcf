/** Backups: the last good one in sight, a plain warning when it is old, one made when asked for, and what was verified. */
import { expect, test, type Page } from '@playwright/test';
import type { BackupRowView, LastBackupView } from '../../src/ipc/contract';
import { calls, openLog, status } from './log';
import { look } from './look';
import { BACKUPS, LAST, MADE, OWN, ruth, toSection, VAULT } from './vault';

const with_last = (changes: Partial<LastBackupView>) => {
  const last = { ...LAST, ...changes };
  return [
    { command: 'get_backups', view: { ...BACKUPS, last } },
    status({ ...(OWN.view as object), backup: last }),
  ];
};

const spine = (page: Page) => page.getByRole('navigation', { name: 'Main' });

test('the last good backup is in sight on every page, and leads to all of them', async ({
  page,
}) => {
  await openLog(page, ...VAULT);
  const line = spine(page).getByRole('button', { name: 'Last good backup today, 13:02' });
  for (const place of ['Today', 'Pupils', 'Settings']) {
    await spine(page).getByRole('link', { name: place }).click();
    await expect(line).toBeVisible();
    // The day begins with it when there is something to do, and with nothing else of it.
    await expect(page.locator('main').getByText('Last good backup today')).toHaveCount(0);
  }
  for (const width of [1366, 1024, 683]) {
    await page.setViewportSize({ width, height: 640 });
    await expect(line).toBeInViewport();
  }
  await toSection(page, 'Journal');
  await line.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Backups' })).toBeFocused();
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(3)).toContainText('On another disk');
  await expect(rows.nth(3)).toContainText((MADE[2]?.head ?? 'none').slice(0, 4));
  await expect(page.getByText('counts only once it was read again')).toBeVisible();
  await expect(page.getByText('would be lost with it')).toHaveCount(0);
  await look(page, 'backups');
});

test('an old one is told of plainly, and so is that every one lies on this laptop', async ({
  page,
}) => {
  const first = with_last({ days: 9, old: true, laptop_only: true, last_elsewhere: null });
  await openLog(page, ...first, ...VAULT);
  await toSection(page, 'Backups');
  await expect(page.getByText('The last good backup is 9 days old.')).toBeVisible();
  await expect(page.getByText('would be lost with it')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Backups Due' })).toBeVisible();
  await look(page, 'backups-old');
});

test('the day begins with a plain warning when the last one is old, and the way to a new one', async ({
  page,
}) => {
  const first = with_last({ days: 9, old: true, laptop_only: true, last_elsewhere: null });
  await openLog(page, ...first, ...VAULT);
  const warning = page.locator('main').getByRole('button', { name: 'Last good backup 9 days ago' });
  await expect(warning).toContainText('None outside this laptop');
  await look(page, 'today-backup-old');
  await warning.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Backups' })).toBeFocused();
});

test('a backup that was made by itself is seen without anybody asking', async ({ page }) => {
  const before = { days: 9, old: true, last: { ...(MADE[2] as BackupRowView) } };
  await openLog(page, ...with_last(before), ...VAULT);
  await expect(spine(page).getByText('Last good backup 9 days ago')).toBeVisible();
  const now = (last: LastBackupView) => status({ ...(OWN.view as object), backup: last });
  await page.evaluate((answer) => window.fake.answer(answer), now({ ...LAST, running: true }));
  await page.clock.runFor('00:31');
  await expect(spine(page).getByText('A backup is being made')).toBeVisible();
  await page.evaluate((answer) => window.fake.answer(answer), now(LAST));
  await page.clock.runFor('00:04');
  await expect(spine(page).getByText('Last good backup today, 13:02')).toBeVisible();
  await expect(page.locator('main').getByText('Last good backup')).toHaveCount(0);
});

test('a made-up school needs no backup, and a recorder makes none', async ({ page }) => {
  const old = { ...LAST, days: 9, old: true };
  for (const changes of [{ made_up: true }, { person: ruth }]) {
    const answer = status({ ...(OWN.view as object), backup: old, ...changes });
    await openLog(page, answer, { command: 'list_own_concerns', view: [] }, ...VAULT);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Last good backup')).toHaveCount(0);
  }
});

test('a stick that was pulled is told of with the file, and what was kept', async ({ page }) => {
  const first = with_last({ failed: 'backup_folder_gone', failed_at: 'encircle-1.backup' });
  await openLog(page, ...first, ...VAULT);
  await toSection(page, 'Backups');
  await expect(page.getByText('failed, at encircle-1.backup')).toContainText(
    'every former backup are whole',
  );
  await look(page, 'backups-failed');
});

test('a backup to a stick is begun by a dialog, goes on beside the work, and counts once it was read again', async ({
  page,
}) => {
  const running = { ...LAST, running: true };
  await openLog(page, ...VAULT);
  await toSection(page, 'Backups');
  // The dialog was left.
  await page.evaluate(() => window.fake.answer({ command: 'back_up', view: null }));
  await page.getByRole('button', { name: 'Back up to a stick' }).click();
  await expect.poll(() => calls(page, 'back_up')).toEqual([{ to: 'chosen' }]);
  await expect(page.getByText('Writing the backup')).toHaveCount(0);

  await page.evaluate(
    ([last, backups]) => {
      window.fake.answer({ command: 'back_up', view: last });
      window.fake.answer({ command: 'get_backups', view: backups });
    },
    [running, { ...BACKUPS, last: running }] as const,
  );
  await page.getByRole('button', { name: 'Back up to a stick' }).click();
  await expect(page.getByText('Writing the backup, and reading it again')).toBeVisible();
  // Asked a second time by the keyboard: one is enough.
  await page.keyboard.press('Enter');
  expect(await calls(page, 'back_up')).toHaveLength(2);
  await look(page, 'backups-running');

  const made = { ...(MADE[2] ?? {}), made_at: '2026-11-25T14:06:00Z', hash: 'new', seq: 1210 };
  const done = { ...LAST, last: made, last_elsewhere: made };
  await page.evaluate(
    ([backups, now]) => {
      window.fake.answer({ command: 'get_backups', view: backups });
      window.fake.answer(now);
    },
    [
      { ...BACKUPS, last: done, made: [made, ...MADE] },
      status({ ...(OWN.view as object), backup: done }),
    ] as const,
  );
  await expect(page.getByText('was read again in full, and counts')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Last good backup today, 14:06' })).toBeVisible();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(5);
});

test('one on the laptop that is refused says why', async ({ page }) => {
  await openLog(page, ...VAULT, {
    command: 'back_up',
    error: { code: 'backup_running', field: null },
  });
  await toSection(page, 'Backups');
  await page.getByRole('button', { name: 'Back up on this laptop' }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'A backup is being written at this moment.',
  );
  expect(await calls(page, 'back_up')).toEqual([{ to: 'laptop' }]);
});
