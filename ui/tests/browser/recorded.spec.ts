/** The window over what the real commands answer on the made-up school: every screen opens, says what it was told, and has no fault. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Recorded } from '../../src/ipc/fake';
import { expectNoViolations, openLog } from './log';

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
