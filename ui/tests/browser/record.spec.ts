/** Recording a concern: kept from the first seconds, saved once, and never by an input method. */
import { expect, test, type Page } from '@playwright/test';
import { calls, expectNoViolations, openLog } from './log';

async function openRecord(page: Page) {
  await openLog(page);
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('heading', { name: 'Record a concern' })).toBeFocused();
}

async function choose(page: Page, text = 'sian') {
  await page.getByRole('combobox', { name: 'Who is it about?' }).fill(text);
  await page.getByRole('option').first().click();
}

test('only the pupil and what happened are needed; saving says where it went', async ({ page }) => {
  await openRecord(page);
  await choose(page);
  await page.getByLabel('What happened?').fill('Two phones in period 3.');
  await page.keyboard.press('Control+s');
  await expect(
    page.getByRole('status').filter({ hasText: 'Saved to Siân’s file at 14:07' }),
  ).toBeVisible();
  const [saved] = (await calls(page, 'record_concern')) as [Record<string, unknown>];
  expect(saved).toMatchObject({ pupil: 'u1', what_happened: 'Two phones in period 3.' });
  expect(saved['id']).toMatch(/^[0-9a-f]{32}$/);
});

test('a double click saves once, under the id of its draft', async ({ page }) => {
  await openRecord(page);
  await choose(page);
  await page.getByLabel('What happened?').fill('Two phones in period 3.');
  await page.clock.runFor(1500);
  await page.evaluate(() => window.fake.hold('record_concern'));
  await page.getByRole('button', { name: 'Save to the log' }).dblclick();
  await page.keyboard.press('Control+s');
  await page.evaluate(() => window.fake.release('record_concern'));
  await expect(page.getByText('Saved to Siân’s file')).toBeVisible();
  const saved = (await calls(page, 'record_concern')) as { id: string }[];
  const drafts = (await calls(page, 'save_draft')) as { id: string }[];
  expect(saved).toHaveLength(1);
  expect(drafts.at(0)?.id).toBe(saved.at(0)?.id);
});

test('what is typed is a draft within two seconds, and none is written after the entry', async ({
  page,
}) => {
  await openRecord(page);
  await choose(page);
  expect(await calls(page, 'save_draft')).toEqual([]);
  await page.getByLabel('What happened?').pressSequentially('Two');
  await page.clock.runFor(1500);
  await expect(page.getByText('Draft saved 14:05')).toBeVisible();
  const [draft] = (await calls(page, 'save_draft')) as [
    { body: string; opening: string; pupil: string },
  ];
  expect(draft).toMatchObject({ kind: 'concern', pupil: 'u1', opening: 'Two' });

  await page.getByLabel('What happened?').pressSequentially(' phones');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved to Siân’s file')).toBeVisible();
  await page.clock.runFor(5000);
  const order = await page.evaluate(() => window.fake.calls.map((c) => c.command));
  expect(order.lastIndexOf('save_draft')).toBeLessThan(order.indexOf('record_concern'));
});

test('Escape leaves it as a draft, and Today offers it again', async ({ page }) => {
  await openRecord(page);
  await page.getByLabel('What happened?').fill('Came to the office');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Kept as a draft at 14:05')).toBeVisible();
  expect(await calls(page, 'save_draft')).toHaveLength(1);
  expect(await calls(page, 'record_concern')).toEqual([]);
  await page.getByRole('button', { name: 'Go on with: Concern about Siân' }).click();
  await expect(page.getByLabel('What happened?')).toHaveValue(
    'Came to the office at the start of lunch',
  );
  await expect(page.getByText("Siân O'Dwyer-Nash")).toBeVisible();
});

test('Escape closes the list of pupils first, and the page only then', async ({ page }) => {
  await openRecord(page);
  await page.getByRole('combobox', { name: 'Who is it about?' }).fill('sian');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Record a concern' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Wednesday 25 November' })).toBeVisible();
});

test('a draft about the same pupil is offered when the pupil is chosen', async ({ page }) => {
  await openRecord(page);
  await page.evaluate(() =>
    window.fake.answer({
      command: 'list_drafts',
      view: [
        {
          id: '0123456789abcdef0123456789abcdef',
          kind: 'concern',
          pupil: 'u1',
          pupil_name: 'Siân',
          opening: 'Came to the office',
          saved_at: '2026-11-25T09:41:00Z',
          body: '',
        },
      ],
    }),
  );
  await choose(page);
  await expect(page.getByText('There is a draft about Siân, kept 09:41 today.')).toBeVisible();
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(page.getByLabel('What happened?')).toHaveValue(
    'Came to the office at the start of lunch',
  );
});

test('what is missing is named together, in a box that leads to each field', async ({ page }) => {
  await openRecord(page);
  await page.getByLabel('Day').fill('25');
  await page.getByLabel('Month').fill('31');
  await page.getByLabel('Year').fill('2026');
  await page.keyboard.press('Control+s');
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText([
    'Choose who it is about',
    'Write what happened',
    'The month must be between 1 and 12',
  ]);
  await expect(summary).toContainText('Nothing is lost. Your draft was saved at 14:05.');
  await summary.getByRole('link', { name: /month/ }).click();
  await expect(page.getByLabel('Month')).toBeFocused();
  await expect(page.getByLabel('Month')).toHaveAttribute('aria-invalid', 'true');
  expect(await calls(page, 'record_concern')).toEqual([]);
});

test('a refusal keeps the words as a draft and says what to do', async ({ page }) => {
  await openRecord(page);
  await page.evaluate(() =>
    window.fake.answer({ command: 'record_concern', error: { code: 'disk_full', field: null } }),
  );
  await choose(page);
  await page.getByLabel('What happened?').fill('Two phones');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toContainText('The disk of this laptop is full.');
  await expect(page.getByLabel('What happened?')).toHaveValue('Two phones');
  const order = await page.evaluate(() => window.fake.calls.map((c) => c.command));
  expect(order.lastIndexOf('save_draft')).toBeGreaterThan(order.indexOf('record_concern'));
});

test('an Enter that an input method reports as key code 229 saves nothing; a plain one does', async ({
  page,
}) => {
  await openRecord(page);
  await choose(page);
  await page.getByLabel('What happened?').fill('に');
  await page.getByLabel('Where?').focus();
  // As the browser itself would send it, so that the form would be submitted if nothing stood in the way.
  const browser = await page.context().newCDPSession(page);
  const enter = (windowsVirtualKeyCode: number) =>
    browser.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key: 'Enter',
      code: 'Enter',
      text: '\r',
      windowsVirtualKeyCode,
    });
  await enter(229);
  await page
    .getByLabel('Where?')
    .dispatchEvent('keydown', { key: 's', ctrlKey: true, keyCode: 229, bubbles: true });
  await page.clock.runFor(1500);
  await expect(page.getByText('Draft saved 14:05')).toBeVisible();
  expect(await calls(page, 'record_concern')).toEqual([]);
  await enter(13);
  await expect(page.getByText('Saved to Siân’s file')).toBeVisible();
});

test.describe('the box that finds a pupil', () => {
  test('shows two of one name with what tells them apart, by keyboard alone', async ({ page }) => {
    await openRecord(page);
    const box = page.getByRole('combobox', { name: 'Who is it about?' });
    await box.focus();
    await page.keyboard.type('sian');
    await expect(page.getByRole('option')).toHaveText([/14 March 2012/, /2 July 2014/, /Odalie/]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /Change/ })).toBeFocused();
    await expect(page.getByText('born 2 July 2014')).toBeVisible();
  });

  test('says when nobody is found', async ({ page }) => {
    await openRecord(page);
    await page.evaluate(() => window.fake.answer({ command: 'list_pupils', view: [] }));
    await page.getByRole('combobox', { name: 'Who is it about?' }).fill('zzz');
    await expect(page.getByText('No pupil found for “zzz”.')).toBeVisible();
  });

  test('does not choose by the Enter of an input method', async ({ page }) => {
    await openRecord(page);
    const box = page.getByRole('combobox', { name: 'Who is it about?' });
    await box.fill('sian');
    await page.getByRole('option').first().waitFor();
    await box.dispatchEvent('keydown', {
      key: 'Enter',
      keyCode: 229,
      bubbles: true,
      cancelable: true,
    });
    await expect(page.getByRole('button', { name: /Change/ })).toHaveCount(0);
  });

  test('empties after each name where several are added', async ({ page }) => {
    await openRecord(page);
    const box = page.getByRole('combobox', { name: 'Other pupils' });
    await box.fill('oda');
    await page.getByRole('option', { name: 'Odalie' }).click();
    await expect(box).toBeFocused();
    await expect(box).toHaveValue('');
    await expect(page.getByText('Odalie Fernsby', { exact: true })).toBeVisible();
    await box.fill('oda');
    await page.getByRole('option').first().waitFor();
    await expect(page.getByRole('option', { name: 'Odalie' })).toHaveCount(0);
  });
});

test('a follow-up with nothing written is a reading', async ({ page }) => {
  await openLog(page);
  await page.getByRole('button', { name: 'Read the concern about Siân' }).click();
  await page.getByRole('button', { name: 'I have read it' }).click();
  await expect(page.getByText('Read. It is in the file.')).toBeVisible();
  expect(await calls(page, 'follow_up_concern')).toEqual([
    {
      concern: 'c1',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      done: null,
      decision: null,
      reason: null,
    },
  ]);
});

test('a follow-up that is being written is a draft, and becomes the follow-up when it is saved', async ({
  page,
}) => {
  await openLog(page);
  await page.getByRole('button', { name: 'Read the concern about Siân' }).click();
  await page.getByLabel('What did you do?').fill('Rang the social worker.');
  await page.getByRole('radio', { name: 'Offer support' }).check();
  await page.clock.runFor(1500);
  await expect(page.getByText('Draft saved 14:05')).toBeVisible();
  const [draft] = (await calls(page, 'save_draft')) as [{ id: string; kind: string }];
  expect(draft.kind).toBe('follow_up');
  await page.getByRole('button', { name: 'Save what you did' }).click();
  await expect(page.getByText("Added to Siân O'Dwyer-Nash’s file.")).toBeVisible();
  expect(await calls(page, 'discard_draft')).toEqual([]);
  expect(await calls(page, 'follow_up_concern')).toEqual([
    {
      concern: 'c1',
      id: draft.id,
      done: 'Rang the social worker.',
      decision: 'support',
      reason: null,
    },
  ]);
});

test('a follow-up left behind comes back with its concern', async ({ page }) => {
  await openLog(page, {
    command: 'list_drafts',
    view: [
      {
        id: '2123456789abcdef0123456789abcdef',
        kind: 'follow_up',
        pupil: 'u1',
        pupil_name: 'Siân',
        opening: 'Rang',
        saved_at: '2026-11-25T09:41:00Z',
        body: '{"concern":"c1","done":"Rang the social worker.","decision":"refer"}',
      },
    ],
  });
  await page.getByRole('button', { name: 'Read the concern about Siân' }).click();
  await expect(page.getByLabel('What did you do?')).toHaveValue('Rang the social worker.');
  await expect(page.getByRole('radio', { name: 'Refer', exact: true })).toBeChecked();
});

test('when it was told and the categories lie folded away, and go with the concern', async ({
  page,
}) => {
  await openRecord(page);
  await page.getByLabel('What happened?').fill('Told at the gate.');
  await page.getByText('When you were told, and categories').click();
  const told = page.getByRole('group', { name: 'When were you told?' });
  await told.getByLabel('Day').fill('24');
  await told.getByLabel('Month').fill('11');
  await told.getByLabel('Year').fill('2026');
  await page.getByRole('checkbox', { name: 'Criminal exploitation' }).check();
  await page.getByLabel('Another category').fill('Trips');
  await page.keyboard.press('Control+s');
  await page.getByRole('link', { name: 'Write the time you were told' }).click();
  await expect(told.getByLabel('Time')).toBeFocused();
  await page.keyboard.type('8.05');
  for (const width of [1366, 1024]) {
    await page.setViewportSize({ width, height: width === 1366 ? 768 : 640 });
    await page.getByLabel('Another category').scrollIntoViewIfNeeded();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectNoViolations(page);
    await page.emulateMedia({ colorScheme: 'light' });
  }
  const [draft] = (await calls(page, 'save_draft')).slice(-1) as { body: string }[];
  expect(JSON.parse(draft?.body ?? '{}')).toMatchObject({ otherCategory: 'Trips' });
});
