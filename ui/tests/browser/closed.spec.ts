/** A file that is closed to all but named people, and the window of a recorder, over replies. */
import { expect, test, type Page } from '@playwright/test';
import type { Recorded } from '../../src/ipc/fake';
import type { ClosureView, ConcernRowView, PersonView } from '../../src/ipc/contract';
import { calls, expectNoViolations, openLog, status } from './log';
import { NAME, pupil } from './sian';
import { REPLIES } from './sian-replies';
import { toFile } from './sian-screens';

const della: PersonView = { id: 'p1', name: 'Della Marchbank', role: 'dsl' };
const imran: PersonView = { id: 'p2', name: 'Imran Quaife', role: 'deputy' };
const ruth: PersonView = { id: 'p3', name: 'Ruth Ames', role: 'recorder' };

const open: ClosureView = {
  pupil: 'u1',
  pupil_name: NAME,
  standing: 'open',
  ring: [],
  entries_restricted: false,
  may_open_in_emergency: false,
  may_decide: true,
  named: [],
  against: [],
  reason: null,
  closed_at: null,
  closed_by: null,
  emergencies: [],
  people: [della, imran, ruth],
};
const closed: ClosureView = {
  ...open,
  standing: 'named',
  ring: ['Della Marchbank, 01632 960101'],
  named: [della],
  against: [ruth],
  reason: 'A relative works here.',
  closed_at: '2026-11-24T09:00:00Z',
  closed_by: 'Della Marchbank',
  emergencies: [
    {
      by: 'Imran Quaife',
      at: '2026-11-24T17:05:00Z',
      until: '2026-11-25T17:05:00Z',
      reason: 'Missing since four o’clock.',
      open: true,
    },
  ],
};
const notice: ClosureView = {
  ...closed,
  standing: 'restricted',
  may_open_in_emergency: true,
  may_decide: false,
  named: [],
  against: [],
  reason: null,
  closed_at: null,
  closed_by: null,
  emergencies: [],
  people: [],
};
const refused: Recorded = {
  command: 'get_pupil',
  error: { code: 'file_restricted', field: null },
};
const SIZES = [
  { name: '1366', width: 1366, height: 768 },
  { name: '1024', width: 1024, height: 640 },
] as const;

/** A picture to look at, and what axe finds. */
async function look(page: Page, name: string) {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `test-results/closed-${name}-${size.name}.png` });
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(wide, `${name} at ${size.name} is wider than the window`).toBe(false);
  }
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expectNoViolations(page);
  }
}

test('a file that is closed to me says that something exists and whom to ring, and opens in an emergency with a reason', async ({
  page,
}) => {
  await openLog(
    page,
    refused,
    { command: 'get_closure', view: notice },
    { command: 'open_in_emergency', view: { ...closed, standing: 'emergency' } },
    ...REPLIES,
  );
  await page.getByRole('link', { name: 'Pupils' }).click();
  await page.getByRole('link', { name: "O'Dwyer-Nash, Siân" }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeFocused();
  await expect(page.getByText('Della Marchbank, 01632 960101')).toBeVisible();
  await expect(page.getByText('A relative works here.')).toHaveCount(0);
  await look(page, 'restricted');

  await page.getByRole('button', { name: 'Open the file', exact: true }).click();
  expect(await calls(page, 'open_in_emergency')).toEqual([]);
  await page.getByLabel('What makes it an emergency').fill('Missing since four o’clock.');
  await page.evaluate((view) => window.fake.answer({ command: 'get_pupil', view }), {
    ...pupil,
    named_people_only: true,
  });
  await page.getByRole('button', { name: 'Open the file', exact: true }).click();
  await expect(page.getByText('Named people only').first()).toBeVisible();
  expect(await calls(page, 'open_in_emergency')).toEqual([
    { pupil: 'u1', reason: 'Missing since four o’clock.' },
  ]);
});

test('a person against whom it is restricted finds no way in', async ({ page }) => {
  const against = { ...notice, standing: 'against' as const, may_open_in_emergency: false };
  await openLog(page, refused, { command: 'get_closure', view: against }, ...REPLIES);
  await page.getByRole('link', { name: 'Pupils' }).click();
  await page.getByRole('link', { name: "O'Dwyer-Nash, Siân" }).first().click();
  await expect(page.getByText('not even in an emergency')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open the file', exact: true })).toHaveCount(0);
});

test('who is named sees it in the identity bar, and who opened it in an emergency', async ({
  page,
}) => {
  const view = { ...pupil, named_people_only: true };
  await openLog(
    page,
    { command: 'get_pupil', view },
    { command: 'get_closure', view: closed },
    ...REPLIES,
  );
  await toFile(page);
  await expect(page.locator('.identity').getByText('Named people only')).toBeVisible();
  await expect(page.getByText('Missing since four o’clock.')).toBeVisible();
  await look(page, 'named');
});

test('closing a file asks who reads it, against whom, why, and whom others ring', async ({
  page,
}) => {
  await openLog(
    page,
    { command: 'get_closure', view: open },
    { command: 'close_file', view: closed },
    ...REPLIES,
  );
  await toFile(page);
  await page
    .getByRole('button', { name: `Close ${NAME}’s file` })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('checkbox', { name: 'Della Marchbank' }).first()).toBeChecked();
  await dialog.getByRole('button', { name: 'Close the file' }).click();
  await expect(dialog.getByText('Write whom others ring.').first()).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Ruth Ames' }).check();
  await dialog.getByLabel('Why', { exact: true }).fill('A relative works here.');
  await dialog.getByLabel('Whom others ring').fill('Della Marchbank, 01632 960101');
  await look(page, 'closing');
  await dialog.getByRole('button', { name: 'Close the file' }).click();
  await expect(dialog).toHaveCount(0);
  expect(await calls(page, 'close_file')).toEqual([
    {
      pupil: 'u1',
      named: ['p1'],
      against: ['p3'],
      reason: 'A relative works here.',
      ring: 'Della Marchbank, 01632 960101',
    },
  ]);
});

test('an open file of which entries are left out says so, and whom to ring', async ({ page }) => {
  const beside = { ...notice, standing: 'open' as const, entries_restricted: true };
  await openLog(
    page,
    { command: 'get_pupil', view: { ...pupil, entries_restricted: true } },
    { command: 'get_closure', view: beside },
    ...REPLIES,
  );
  await toFile(page);
  await expect(page.getByText('Restricted information exists beside')).toBeVisible();
  await page.getByRole('button', { name: 'Open what is restricted' }).click();
  await expect(page.getByLabel('What makes it an emergency')).toBeVisible();
  await look(page, 'beside');
  await page.setViewportSize({ width: 1024, height: 640 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('What makes it an emergency')).toHaveCount(0);
  await page.getByRole('button', { name: 'Who has looked' }).click();
  await expect(page.getByRole('button', { name: `Close ${NAME}’s file` })).toHaveCount(1);
});

test('a recorder has Record, what they wrote, their own passphrase, Blank and Lock, and no other way', async ({
  page,
}) => {
  const entry: ConcernRowView = {
    id: 'c1',
    pupil: 'u1',
    pupil_name: NAME,
    recorded_at: '2026-11-25T09:10:00Z',
    by: 'Ruth Ames',
    opening: 'Seen at Pier Halt with two adults.',
  };
  await openLog(
    page,
    status({ person: ruth }),
    { command: 'list_own_concerns', view: [entry] },
    { command: 'get_today', error: { code: 'not_allowed', field: null } },
    { command: 'get_pupil', error: { code: 'not_allowed', field: null } },
    ...REPLIES,
  );
  await expect(
    page.getByRole('heading', { level: 1, name: 'What you have written' }),
  ).toBeVisible();
  expect(await calls(page, 'get_today')).toEqual([]);
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveText([
    'Your entries',
    'Settings',
  ]);
  await expect(page.getByLabel('Find a pupil or a word in the log')).toHaveCount(0);
  for (const name of ['Record a concern', 'Blank screen', 'Lock']) {
    await expect(page.getByRole('button', { name })).toBeVisible();
  }
  await page.getByRole('button', { name: `Read what you wrote about ${NAME}` }).click();
  await expect(page.getByText('Seen at Pier Halt with two adults.').last()).toBeVisible();
  await look(page, 'own');

  await page.keyboard.press('Control+n');
  await page.getByRole('combobox').first().fill('siân');
  await page.getByRole('option').first().click();
  await page.getByLabel('What happened').first().fill('Crying at the gate.');
  await page.keyboard.press('Control+s');
  await expect(
    page.getByRole('heading', { level: 1, name: 'What you have written' }),
  ).toBeVisible();
});

test('a recorder goes the whole way by keyboard: what is due, an own entry, an addition, a new concern, their passphrase, lock', async ({
  page,
}) => {
  const entry: ConcernRowView = {
    id: 'c7',
    pupil: 'u1',
    pupil_name: NAME,
    recorded_at: '2026-11-25T09:10:00Z',
    by: 'Ruth Ames',
    opening: 'Left the site by the side gate.',
  };
  const notices = {
    notices: [
      {
        id: 'n1',
        kind: 'emergency_opening',
        at: '2026-11-25T08:41:00Z',
        by: 'Imran Quaife',
        person: null,
        role: null,
        kit: null,
        pupil: 'u1',
        pupil_name: NAME,
      },
    ],
    passphrase_check_due: true,
    kits_to_look_for: [],
    kits_to_make: [],
  };
  await openLog(
    page,
    status({ person: ruth }),
    { command: 'list_own_concerns', view: [entry] },
    { command: 'list_drafts', view: [] },
    { command: 'get_notices', view: notices },
    { command: 'acknowledge_notices', view: { ...notices, notices: [] } },
    ...REPLIES,
  );
  const focused = page.locator(':focus');
  /** Tab until it is there: whoever has no mouse finds it, and in the order of reading. */
  const tabTo = async (name: string | RegExp, role: 'button' | 'link' | 'combobox' = 'button') => {
    const target = page.getByRole(role, { name, exact: true });
    await target.waitFor();
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`no Tab leads to ${name}`);
  };
  const box = page.getByRole('group', { name: 'Before all else' });
  // A recorder opens no file: whom to ask is said instead.
  await expect(box).toContainText('ask Imran Quaife today');
  await expect(box.getByRole('button', { name: /Open the file/ })).toHaveCount(0);
  await look(page, 'own-notices');
  await page.getByRole('heading', { level: 1 }).focus();
  await tabTo('I have read this');
  await page.keyboard.press('Enter');
  await expect(box).not.toContainText('Imran Quaife');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  const readIt = `Read what you wrote about ${NAME}`;
  await tabTo(readIt);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: NAME })).toBeFocused();
  await tabTo('Close');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: readIt })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo('Add to it');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Add to this entry' })).toBeFocused();
  await tabTo('Leave it as a draft');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: NAME })).toBeFocused();
  await tabTo('Add to it');
  await page.keyboard.press('Enter');
  await page.getByLabel('What happened?').focus();
  await page.keyboard.press('End');
  await page.keyboard.type(' Seen by the caretaker too.');
  await page.getByLabel('Why do you add to it?').focus();
  await page.keyboard.type('The caretaker told me.');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('status').getByText('Nobody can overwrite')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: NAME })).toBeFocused();
  expect(await calls(page, 'amend_concern')).toHaveLength(1);

  await page.keyboard.press('Control+n');
  await tabTo('Who is it about?', 'combobox');
  await page.keyboard.type('siân');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('What happened').first().focus();
  await page.keyboard.type('Crying at the gate.');
  await page.keyboard.press('Control+s');
  await expect(
    page.getByRole('heading', { level: 1, name: 'What you have written' }),
  ).toBeFocused();

  await tabTo('Settings', 'link');
  await page.keyboard.press('Enter');
  for (const name of ['Colours', 'About Encircle', 'Your passphrase Due']) {
    await tabTo(name, 'link');
    await page.keyboard.press('Enter');
    await expect(focused).toHaveText(name.replace(' Due', ''));
    await expect(focused).toHaveAttribute('tabindex', '-1');
  }
  await look(page, 'own-passphrase');
  await page.keyboard.press('Control+l');
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
});
