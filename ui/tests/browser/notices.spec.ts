/** What stands above all else on Today after unlocking: what others did to the log, and what is due. */
import { expect, test } from '@playwright/test';
import type { NoticesView, NoticeView } from '../../src/ipc/contract';
import { calls, openLog, status } from './log';
import { look } from './look';

const NOTHING: NoticesView = {
  notices: [],
  passphrase_check_due: false,
  kits_to_look_for: [],
  kits_to_make: [],
};
const notice = (id: string, kind: NoticeView['kind'], more: Partial<NoticeView>): NoticeView => ({
  id,
  kind,
  at: '2026-11-25T08:41:00Z',
  by: 'Imran Quaife',
  person: null,
  role: null,
  kit: null,
  pupil: null,
  pupil_name: null,
  ...more,
});
const TOLD: NoticesView = {
  ...NOTHING,
  notices: [
    notice('n1', 'kit_used', { kit: 1, at: '2026-11-24T16:20:00Z' }),
    notice('n2', 'person_added', { person: 'Ruth Ames', role: 'recorder' }),
    notice('n3', 'emergency_opening', { pupil: 'u1', pupil_name: 'Siân O’Dwyer-Nash' }),
  ],
};
const DUE: NoticesView = {
  ...NOTHING,
  passphrase_check_due: true,
  kits_to_look_for: [2],
  kits_to_make: [1],
};
const REAL = status({ place: 'own', made_up: false });

test('what others did to the log stands above all else until it was read', async ({ page }) => {
  await openLog(
    page,
    REAL,
    { command: 'get_notices', view: TOLD },
    { command: 'acknowledge_notices', view: NOTHING },
  );
  const box = page.getByRole('group', { name: 'Before all else' });
  await expect(box.getByRole('listitem')).toHaveCount(3);
  await expect(box).toContainText('Imran Quaife used recovery kit 1 to open the log.');
  await look(page, 'notices');
  const top = async (name: string) =>
    (await page.getByRole('heading', { name, exact: false }).first().boundingBox())?.y ?? 0;
  expect(await top('To know first')).toBeLessThan(await top('To read'));

  await page.reload();
  await expect(box.getByRole('listitem')).toHaveCount(3);
  await box.getByRole('button', { name: 'I have read these' }).press('Enter');
  await expect(box).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Wednesday 25 November' })).toBeFocused();
  expect(await calls(page, 'acknowledge_notices')).toEqual([{ notices: ['n1', 'n2', 'n3'] }]);
});

test('the file that was opened in an emergency is one step away', async ({ page }) => {
  await openLog(page, REAL, { command: 'get_notices', view: TOLD });
  await page.getByRole('button', { name: 'Open the file of Siân' }).click();
  expect(await calls(page, 'get_pupil')).toContainEqual({ pupil: 'u1', opening: true });
});

test('a kit was looked for, and is not asked about again', async ({ page }) => {
  await openLog(
    page,
    REAL,
    { command: 'get_notices', view: DUE },
    { command: 'check_kit', view: [] },
  );
  await look(page, 'due');
  await page.evaluate((view) => window.fake.answer({ command: 'get_notices', view }), {
    ...DUE,
    kits_to_look_for: [],
  });
  await page.getByRole('button', { name: 'Kit 2 is there' }).click();
  await expect(page.getByText('Written down: kit 2 is where it should be.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kit 2 is there' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Wednesday 25 November' })).toBeFocused();
  expect(await calls(page, 'check_kit')).toEqual([{ kit: 2 }]);
});

test('what is due leads to where it is done', async ({ page }) => {
  await openLog(
    page,
    REAL,
    { command: 'get_notices', view: { ...TOLD, ...DUE, notices: TOLD.notices } },
    { command: 'list_kits', view: [] },
    { command: 'list_people', view: { people: [], may_manage: true } },
  );
  await look(page, 'notices-and-due');
  await page.getByRole('button', { name: 'Make kit 1 anew' }).click();
  await expect(page.getByRole('heading', { name: 'recovery kits' })).toBeVisible();
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByRole('button', { name: 'Type it now' }).click();
  await expect(page.getByRole('heading', { name: 'Do you still know it?' })).toBeVisible();
});

test('twenty notices leave room for the day', async ({ page }) => {
  const many = Array.from({ length: 20 }, (_, i) => notice(`n${i}`, 'passphrase_changed', {}));
  await openLog(page, REAL, { command: 'get_notices', view: { ...NOTHING, notices: many } });
  await page.setViewportSize({ width: 1024, height: 640 });
  await expect(page.getByRole('listitem').filter({ hasText: 'their own passphrase' })).toHaveCount(
    20,
  );
  const day = await page.getByRole('group', { name: 'Today' }).boundingBox();
  expect(day?.height).toBeGreaterThan(180);
});
