/** The first page of the day, when there is more than it can hold. */
import { expect, test } from '@playwright/test';
import { openLog } from './log';

const gap = (number: number) => ({
  pupil: `u${number}`,
  pupil_name: `Pupil ${number}`,
  year_group: '8',
  rule: 'persistent',
  sentence: '23 of 106 possible sessions missed.',
  facts: [],
  newest: `2026-10-${String(number).padStart(2, '0')}`,
});

test('hundreds of gaps leave room for the day: the newest stand here, all are counted, and one step away', async ({
  page,
}) => {
  const gaps = Array.from({ length: 30 }, (_, index) => gap(index + 1));
  await openLog(page, {
    command: 'get_today',
    view: {
      today: '2026-11-25',
      to_read: [],
      drafts: [],
      gaps,
      referrals: [],
      marks_until: { day: '2026-11-25', session: 'am', imported_at: '2026-11-25T13:30:00Z' },
      marks_stale: false,
      pupils: 1500,
    },
  });
  const noticed = page.getByRole('region', { name: 'Noticed in attendance' });
  await expect(noticed.getByRole('listitem')).toHaveCount(12);
  await expect(noticed.getByRole('heading', { level: 3 }).first()).toContainText('Pupil 30');
  await expect(noticed.locator('.count')).toHaveText('30');
  await noticed.getByRole('button', { name: 'All 30 in Attendance' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Attendance gaps');
});
