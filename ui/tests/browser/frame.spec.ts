/** The frame: focus, keys, Blank and Lock, over recorded replies. */
import { expect, test } from '@playwright/test';
import { calls, LOCKED, openLog, status } from './log';

test('a new page puts focus on its heading, and the title never names a pupil', async ({
  page,
}) => {
  await openLog(page);
  await expect(page.locator('main h1')).toBeFocused();
  await page.getByRole('button', { name: 'Read the concern about Siân' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Siân/ })).toBeFocused();
  await expect(page).toHaveTitle('Read a concern – Encircle');
});

test('the made-up school is said in the spine at every size', async ({ page }) => {
  await openLog(page);
  for (const width of [1366, 1024, 683]) {
    await page.setViewportSize({ width, height: 640 });
    await expect(page.getByRole('navigation').getByText('Made-up sample school')).toBeVisible();
  }
});

test('Blank hides everything at once, keys reach nothing behind it, and one key brings it back', async ({
  page,
}) => {
  await openLog(page);
  await page.keyboard.press('Control+n');
  await page.getByLabel('What happened?').fill('Two phones');
  await page.keyboard.press('Control+Shift+B');

  await expect(page.getByText('14:05')).toBeVisible();
  await expect(page.getByText('Wednesday 25 November')).toBeVisible();
  await expect(page).toHaveTitle('Clock');
  await expect(page.getByLabel('What happened?')).toBeHidden();
  await expect(page.getByText('Record a concern')).toBeHidden();
  // Whoever walks in sees a clock: the way back is printed on the button, and read to those alone who see no clock.
  await expect(page.getByText('to carry on')).toHaveCSS('clip-path', 'inset(50%)');
  for (let presses = 0; presses < 6; presses++) await page.keyboard.press('Tab');
  await page.keyboard.type(' and a third');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+s');
  expect(
    await page.evaluate(() => document.querySelector('.page')?.contains(document.activeElement)),
  ).toBe(false);

  await page.keyboard.press('Control+Shift+B');
  await expect(page.getByLabel('What happened?')).toBeFocused();
  await expect(page.getByLabel('What happened?')).toHaveValue('Two phones');
  await expect(page).toHaveTitle('Record a concern – Encircle');
  expect(await calls(page, 'record_concern')).toEqual([]);
});

test('Blank hides a dialog that lies open', async ({ page }) => {
  await openLog(page);
  await page.getByRole('button', { name: 'Put away: Concern about Siân' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+Shift+B');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('14:05')).toBeVisible();
});

test('Lock keeps the last words first, then shows a cover that names nobody', async ({ page }) => {
  await openLog(page);
  await page.keyboard.press('Control+n');
  await page.getByLabel('What happened?').fill('Last words');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Open the log' })).toBeVisible();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  const order = await page.evaluate(() => window.fake.calls.map((c) => c.command));
  expect(order.indexOf('save_draft')).toBeGreaterThan(-1);
  expect(order.indexOf('save_draft')).toBeLessThan(order.indexOf('lock'));
  const text = await page.locator('body').innerText();
  expect(text).not.toMatch(/Saltmarsh|Marchbank|Siân|Last words/);
});

for (const from of ['Lock', 'Blank'] as const) {
  test(`the cover after ${from} says that a draft is kept when one was, and only then`, async ({
    page,
  }) => {
    for (const draft_kept of [true, false]) {
      const closed = status({ ...(LOCKED.view as object), locked_because: 'asked', draft_kept });
      await openLog(page, { command: 'lock', view: closed.view });
      await page.getByRole('heading', { level: 1, name: 'Wednesday' }).waitFor();
      if (from === 'Blank') await page.keyboard.press('Control+Shift+B');
      await page.keyboard.press('Control+l');
      await expect(page.getByText('Closed at 13:10 today.')).toBeVisible();
      await expect(page.getByText('is kept as a draft')).toHaveCount(draft_kept ? 1 : 0);
      const text = await page.locator('body').innerText();
      expect(text).not.toMatch(/Saltmarsh|Marchbank|Siân/);
    }
  });
}

test('when the shell asks for the last words, the draft is kept at once', async ({ page }) => {
  await openLog(page);
  await page.keyboard.press('Control+n');
  await page.getByLabel('What happened?').fill('Idle for five minutes');
  await page.evaluate(() => window.fake.emit('flush'));
  await expect.poll(() => calls(page, 'save_draft')).toHaveLength(1);
});

test('keys and pointer keep the log awake, and not with every move', async ({ page }) => {
  await openLog(page);
  await page.mouse.move(10, 10);
  await page.mouse.move(200, 200);
  await page.keyboard.press('Tab');
  await expect.poll(() => calls(page, 'keep_awake')).toHaveLength(1);
});

for (const [code, said] of [
  ['wrong_passphrase', 'That passphrase does not open this log.'],
  ['device_secret_missing', 'This laptop has lost its half of the key.'],
  ['device_secret_replaced', 'This laptop holds another key'],
  ['keychain_unavailable', 'keychain does not answer'],
  ['records_damaged', 'The records file on this laptop is damaged.'],
] as const) {
  test(`unlock says its own sentence for ${code}`, async ({ page }) => {
    await openLog(page, LOCKED, { command: 'unlock', error: { code, field: null } });
    await page.getByLabel('Passphrase', { exact: true }).fill('four words of mine');
    await page.keyboard.press('Enter');
    await expect(page.getByText(said)).toBeVisible();
    await expect(page.getByText('Check Caps Lock')).toBeVisible({
      visible: code === 'wrong_passphrase',
    });
    await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  });
}

test('unlocking opens Today', async ({ page }) => {
  await openLog(page, LOCKED);
  await page.getByLabel('Passphrase', { exact: true }).fill('four words of mine');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Wednesday 25 November' })).toBeFocused();
  expect(await calls(page, 'unlock')).toEqual([{ passphrase: 'four words of mine' }]);
});

test('a log that locked itself meanwhile shows its cover, whatever was asked', async ({ page }) => {
  await openLog(page);
  await page.evaluate(() => {
    window.fake.answer({ command: 'get_concern', error: { code: 'locked', field: null } });
    window.fake.answer({
      command: 'get_status',
      view: {
        state: 'locked',
        place: 'own',
        made_up: false,
        school: null,
        person: null,
        locked_at: '2026-11-25T14:05:00Z',
        locked_because: 'idle',
        sample_passphrase: null,
        sample_exists: false,
        idle_minutes: 5,
        theme: 'dark',
        today: '2026-11-25',
      },
    });
    window.fake.emit('locked');
  });
  await expect(page.getByRole('heading', { name: 'Open the log' })).toBeVisible();
  await expect(page.getByText('after 5 minutes without a key pressed')).toBeVisible();
  // The colours that were chosen are there before the passphrase.
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a page that cannot be filled says why', async ({ page }) => {
  await openLog(page, { command: 'get_today', error: { code: 'disk_full', field: null } });
  await expect(
    page.getByRole('alert').filter({ hasText: 'The disk of this laptop is full.' }),
  ).toBeVisible();
});

test('a start that fails says why instead of showing nothing', async ({ page }) => {
  await openLog(page, { command: 'get_status', error: { code: 'folder_read_only', field: null } });
  await expect(
    page.getByRole('heading', { name: 'Nothing can be written in that folder.' }),
  ).toBeVisible();
});

test('a log that locks itself under a blank screen stays a clock until the key', async ({
  page,
}) => {
  await openLog(page);
  await page.keyboard.press('Control+Shift+B');
  await page.evaluate((answer) => {
    window.fake.answer(answer);
    window.fake.emit('locked');
  }, LOCKED);
  await expect(page.locator('#passphrase')).toBeAttached();
  await expect(page).toHaveTitle('Clock');
  await page.keyboard.press('Control+Shift+B');
  await expect(page).toHaveTitle('Open the log – Encircle');
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
});
