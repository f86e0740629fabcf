/** The window over what the real commands answer on the made-up school: every screen opens, says what it was told, and has no fault. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Recorded } from '../../src/ipc/fake';
import { calls, expectNoViolations, openLog } from './log';
import { moment, viewAt } from './moments';
import { toSection } from './vault';

const SAMPLE = JSON.parse(readFileSync('tests/replies/sample.json', 'utf8')) as Recorded[];

test('Today, the pupils, the gaps and the referrals open over real replies', async ({ page }) => {
  await openLog(page, ...SAMPLE);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('November');
  await expectNoViolations(page);
  for (const place of ['Pupils', 'Attendance', 'Referrals']) {
    await page.getByRole('navigation').getByText(place, { exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(place);
    await expectNoViolations(page);
  }
});

test('the file of the pupil in the story opens over real replies', async ({ page }) => {
  await openLog(page, ...SAMPLE);
  await page.getByRole('navigation').getByText('Pupils', { exact: true }).click();
  await page.getByText('Tallowby, Wren').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wren Tallowby');
  await expect(page.getByRole('heading', { name: 'Autumn term' })).toBeVisible();
  await expectNoViolations(page);
});

test('the pages of Settings open over real replies, and say what was done in the autumn', async ({
  page,
}) => {
  await openLog(page, ...moment('a lead'));
  const told = page.getByRole('group', { name: 'Before all else' });
  await expect(told).toContainText('Asha Verma took Imran Quaife out of the log.');
  for (const [section, said] of [
    ['This log', 'Saltmarsh Lane School'],
    ['People', 'No longer of the log'],
    ['Recovery kits', 'Not typed back'],
    ['Backups', 'encircle-20261120T153000Z.backup'],
    ['Journal', `All ${viewAt('a lead', 'list_audit').length} entries.`],
    ['Your passphrase', 'Do you still know it?'],
  ] as const) {
    await toSection(page, section);
    await expect(page.getByText(said).first()).toBeVisible();
    await expectNoViolations(page);
  }
});

test('a recorder’s window opens over real replies', async ({ page }) => {
  await openLog(page, ...moment('a recorder'));
  await expect(
    page.getByRole('heading', { level: 1, name: 'What you have written' }),
  ).toBeVisible();
  await expect(page.getByText('Asked to borrow a coat')).toBeVisible();
  await page.getByRole('button', { name: 'Read what you wrote about Siân' }).click();
  await expect(page.getByText('Left the site by the side gate.').last()).toBeVisible();
  await expectNoViolations(page);
});

test('a year later the backup is old, the kits are to be looked for and the passphrase is asked for', async ({
  page,
}) => {
  await openLog(page, ...moment('a year later'), ...moment('a lead'));
  await expect(
    page.locator('main').getByRole('button', { name: 'Last good backup 370 days ago' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kit 2 is there' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Type it now' })).toBeVisible();
  await expectNoViolations(page);
});

test('what others did is read, and is gone, over real replies', async ({ page }) => {
  await openLog(page, ...moment('a lead'), ...moment('what a lead does'));
  await page.getByRole('button', { name: 'I have read these' }).click();
  await expect(page.getByText('took Imran Quaife out')).toHaveCount(0);
  const { notices } = viewAt('a lead', 'get_notices');
  expect(await calls(page, 'acknowledge_notices')).toEqual([
    { notices: notices.map(({ id }) => id) },
  ]);
});
