/** The file of a pupil, and the ways into it, by keyboard and by pointer over replies. */
import { expect, test, type Page } from '@playwright/test';
import { calls, expectNoViolations, openLog } from './log';
import { NAME, pupil } from './sian';
import { asking, REPLIES } from './sian-replies';
import { toFile, toImport, toPreview } from './sian-screens';

const last = async (page: Page, command: string) => (await calls(page, command)).at(-1);

test.beforeEach(async ({ page }) => {
  await openLog(page, ...REPLIES);
});

test('opening a file is told to the journal once, and puts focus on the name', async ({ page }) => {
  await toFile(page);
  expect(await calls(page, 'get_pupil')).toEqual([{ pupil: 'u1', opening: true }]);
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeFocused();
  await expect(page).toHaveTitle('Pupil’s file – Encircle');
});

test('Enter in the box opens the first pupil found; Enter of an input method opens nobody', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Pupils' }).click();
  const box = page.getByLabel('Find a pupil', { exact: true });
  await box.fill('sian');
  await expect.poll(() => last(page, 'list_pupils')).toEqual({ find: 'sian', limit: 200 });
  await box.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true });
  await expect(page.getByRole('heading', { level: 1, name: 'Pupils' })).toBeVisible();
  await box.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
});

test('the arrow keys go down the list of pupils and back to the box', async ({ page }) => {
  await page.getByRole('link', { name: 'Pupils' }).click();
  const box = page.getByLabel('Find a pupil', { exact: true });
  await box.press('ArrowDown');
  await expect(page.getByRole('link', { name: "O'Dwyer-Nash, Siân" }).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(box).toBeFocused();
});

test('a slow answer to an older question does not replace a newer one', async ({ page }) => {
  await page.getByRole('link', { name: 'Pupils' }).click();
  const box = page.getByLabel('Find a pupil', { exact: true });
  await page.evaluate(() => {
    window.fake.answer({ command: 'list_pupils', args: { find: 's', limit: 200 }, view: [] });
    window.fake.hold('list_pupils');
  });
  await box.fill('s');
  await box.fill('si');
  await page.evaluate(() => window.fake.release('list_pupils'));
  await expect(page.getByRole('link', { name: 'Fernsby, Odalie' })).toBeVisible();
});

test('the ribbon speaks the days that the arrow keys walk', async ({ page }) => {
  await toFile(page);
  const ribbon = page.getByRole('slider');
  await ribbon.focus();
  await expect(ribbon).toHaveAttribute(
    'aria-valuetext',
    'Wednesday 25 November, today, present am, no mark yet pm, referral draft',
  );
  await page.keyboard.press('ArrowLeft');
  await expect(ribbon).toHaveAttribute(
    'aria-valuetext',
    'Tuesday 24 November, present am and pm, seen first-hand: money, clothes, phones; calls and texts, decided: refer',
  );
  await page.keyboard.press('ArrowLeft');
  await expect(ribbon).toHaveAttribute(
    'aria-valuetext',
    'Monday 23 November, absent am and pm, unauthorised: reason not yet established',
  );
});

test('Shift with an arrow chooses a stretch, the chronology follows, and Escape undoes it', async ({
  page,
}) => {
  await toFile(page);
  await page.getByRole('slider').focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  const stretch = { pupil: 'u1', from: '2026-11-23', to: '2026-11-25', sign: null };
  await expect
    .poll(() => last(page, 'get_chronology'))
    .toEqual({ ...stretch, oldest_first: false });
  await expect(page.getByRole('heading', { name: '23 November to today' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Whole file' })).toBeVisible();
  await expect.poll(() => last(page, 'get_chronology')).toMatchObject({ from: null, to: null });
});

test('dragging chooses a stretch, a handle moves its end, and the tag undoes it', async ({
  page,
}) => {
  await toFile(page);
  const box = await page.getByRole('slider').boundingBox();
  if (!box) throw new Error('the ribbon has no box');
  const y = box.y + box.height / 2;
  const at = (share: number) => box.x + 182 + (box.width - 190) * share;
  await page.mouse.move(at(0.3), y);
  await page.mouse.down();
  await page.mouse.move(at(0.5), y, { steps: 4 });
  await page.mouse.up();
  const dragged = (await last(page, 'get_chronology')) as { from: string; to: string };
  expect(dragged.from < dragged.to).toBe(true);

  await page.mouse.move(at(0.5) + 3, y);
  await page.mouse.down();
  await page.mouse.move(at(0.6), y, { steps: 4 });
  await page.mouse.up();
  const moved = (await last(page, 'get_chronology')) as { from: string; to: string };
  expect(moved.from).toBe(dragged.from);
  expect(moved.to > dragged.to).toBe(true);

  await page.getByRole('button', { name: 'Show the whole file again' }).click();
  await expect.poll(() => last(page, 'get_chronology')).toMatchObject({ from: null, to: null });
});

test('a stretch can be typed as two dates', async ({ page }) => {
  await toFile(page);
  await page.getByRole('button', { name: 'Choose dates' }).click();
  await page.getByLabel('From Day').fill('2');
  await page.getByLabel('From Month').fill('11');
  await page.getByLabel('From Year').fill('2026');
  await page.getByLabel('To Day').fill('20 Nov 2026');
  await page.getByLabel('To Month').focus();
  await page.getByRole('button', { name: 'Show this stretch' }).click();
  await expect
    .poll(() => last(page, 'get_chronology'))
    .toMatchObject({ from: '2026-11-02', to: '2026-11-20' });
});

test('the ribbon can be shown for the whole school year, and folded away', async ({ page }) => {
  await toFile(page);
  await page.getByRole('button', { name: 'Whole year' }).click();
  expect(await last(page, 'get_ribbon')).toEqual({
    pupil: 'u1',
    from: '2026-09-01',
    to: '2027-08-31',
  });
  await page.getByRole('button', { name: 'Year before' }).click();
  expect(await last(page, 'get_ribbon')).toMatchObject({ from: '2025-09-01' });
  await page.getByRole('button', { name: 'Fold the ribbon away' }).click();
  await expect(page.getByRole('slider')).toHaveCount(0);
  await page.getByRole('button', { name: 'Unfold the ribbon' }).click();
  await expect(page.getByRole('slider')).toBeVisible();
});

test('an addition sends what differs, under the id of its draft, and the former text is one key away', async ({
  page,
}) => {
  await toFile(page);
  await page.getByRole('button', { name: 'Add to the entry of Fri 20 Nov' }).click();
  await expect(page.getByRole('heading', { name: 'Add to this entry' })).toBeFocused();
  await page.getByLabel('What happened?').fill('A grey van.');
  await page.clock.runFor(1500);
  const draft = (await last(page, 'save_draft')) as { id: string; kind: string; pupil: string };
  expect(draft).toMatchObject({ kind: 'amendment', pupil: 'u1' });
  await page.getByLabel('Why do you add to it?').fill('The caller rang back.');
  await page.getByRole('button', { name: 'Save the addition' }).dblclick();
  await expect(page.getByText('Added. The former text stays with the entry.')).toBeVisible();
  expect(await calls(page, 'amend_concern')).toEqual([
    expect.objectContaining({
      concern: 'c8',
      id: draft.id,
      why: 'The caller rang back.',
      what_happened: 'A grey van.',
      exact_words: null,
      happened: null,
      signs: null,
    }),
  ]);
  await page.getByText('See the former text').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('getting out of a silver van')).toBeVisible();
});

test('what is printed is what the filter leaves', async ({ page }) => {
  await toFile(page);
  await page.getByLabel('Sign', { exact: true }).selectOption('Calls and texts');
  await page.getByLabel('Order').selectOption('Oldest first');
  await page.getByRole('button', { name: /^Save these/ }).click();
  expect(await last(page, 'save_chronology')).toEqual({
    chronology: {
      pupil: 'u1',
      from: null,
      to: null,
      sign: 'calls',
      category: null,
      oldest_first: true,
    },
  });
  await expect(page.getByText('Saved as Chronology.pdf.')).toBeVisible();
});

test('safe contact is changed in a dialog that gives focus back', async ({ page }) => {
  await toFile(page);
  const change = page.getByRole('button', { name: 'Change safe contact' });
  await change.click();
  await page.getByLabel('Whom never to tell').fill('');
  await page.getByLabel('The address is restricted').check();
  await page.getByRole('button', { name: 'Save safe contact' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await calls(page, 'set_safe_contact')).toEqual([
    {
      pupil: 'u1',
      ring: 'Nan, Bríd Nash, 01632 960144, before 4 pm',
      never_tell: null,
      court_orders: 'Non-molestation order until 3 March 2027, paper in the head’s safe',
      address_restricted: true,
    },
  ]);
});

test('a restricted address is shown only when it is asked for', async ({ page }) => {
  await page.evaluate((view) => window.fake.answer({ command: 'get_pupil', view }), {
    ...pupil,
    safe_contact: { ...pupil.safe_contact, address_restricted: true },
  });
  await toFile(page);
  await page.getByRole('button', { name: 'Contacts' }).click();
  await expect(page.getByText('4 Saltings Row')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show the address' }).click();
  await expect(page.getByText('4 Saltings Row')).toBeVisible();
});

test('a file that cannot be opened says why', async ({ page }) => {
  await page.evaluate(() =>
    window.fake.answer({ command: 'get_pupil', error: { code: 'pupil_not_found', field: null } }),
  );
  await page.getByRole('link', { name: 'Pupils' }).click();
  await page.getByRole('link', { name: "O'Dwyer-Nash, Siân" }).first().click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'No pupil was found.',
  );
});

test('nothing is written before the person says yes, and a warning is asked about', async ({
  page,
}) => {
  await toPreview(page);
  await page.getByRole('button', { name: 'Bring in 59 pupils' }).click();
  expect(await calls(page, 'confirm_import')).toEqual([]);
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'rows to look at',
  );
  await page.getByLabel('Take the rows to look at too').check();
  await page.getByRole('button', { name: 'Bring in 59 pupils' }).click();
  await expect(page.getByText('57 pupils new, 2 changed, 1 here already.')).toBeVisible();
  expect(await calls(page, 'confirm_import')).toEqual([
    { handle: 'h1', accept_warnings: true, answers: [] },
  ]);
});

test('rows of which only a person can say who they are are asked about, and a clash is told at its row', async ({
  page,
}) => {
  await page.evaluate((view) => window.fake.answer({ command: 'choose_import', view }), asking);
  await toPreview(page);
  await expect(page.getByRole('heading', { name: 'Who is this?' })).toBeVisible();
  await expectNoViolations(page);
  const row = (n: number) => page.getByRole('group', { name: `What should become of row ${n}?` });
  await expect(row(2).getByLabel('Leave it out for now')).toBeChecked();
  await row(2).getByLabel('It is a new pupil', { exact: true }).check();
  await row(3).getByLabel('It is a new pupil', { exact: true }).check();
  await row(7).getByLabel("It is O'Dwyer-Nash, Siân of the log").check();
  await page.evaluate(() =>
    window.fake.answer({
      command: 'confirm_import',
      error: { code: 'import_answers_clash', field: 'answers.3' },
    }),
  );
  await page.getByRole('button', { name: 'Bring in 62 pupils' }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText('one number');
  await expect(row(3)).toContainText('two pupils would have one number');
  await row(3).getByLabel('It is a new pupil, and the number is not').check();
  await page.getByRole('button', { name: 'Bring in 62 pupils' }).click();
  expect(await last(page, 'confirm_import')).toEqual({
    handle: 'h2',
    accept_warnings: false,
    answers: [
      { row: 2, take: 'new', pupil: null },
      { row: 3, take: 'new_without_number', pupil: null },
      { row: 7, take: 'same_pupil', pupil: 'u1' },
    ],
  });
});

test('a cancelled import writes nothing, and one that is left is given up', async ({ page }) => {
  await toPreview(page);
  await page.getByRole('button', { name: 'Cancel, write nothing' }).click();
  await expect(page.getByText('Nothing has been written.')).toBeVisible();
  expect(await calls(page, 'cancel_import')).toHaveLength(1);

  await page.getByRole('button', { name: 'Choose a file' }).click();
  await page.getByRole('heading', { name: 'Pupils from a CSV' }).waitFor();
  await page.getByRole('link', { name: 'Pupils' }).click();
  await expect.poll(async () => (await calls(page, 'cancel_import')).length).toBe(2);
});

test('a file that is refused is named for what it is', async ({ page }) => {
  await toImport(page);
  await page.evaluate(() =>
    window.fake.answer({
      command: 'choose_import',
      error: { code: 'file_has_doctype', field: null },
    }),
  );
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText('DOCTYPE');
  await expectNoViolations(page);
});

test('typing looks without a trace, Enter finishes the search, and a hit opens its entry', async ({
  page,
}) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('van');
  await page.keyboard.press('Enter');
  expect(await calls(page, 'search')).toEqual([{ text: 'van', finished: true }]);
  await page.getByLabel('Words to look for').fill('grey van');
  await expect.poll(() => last(page, 'search')).toEqual({ text: 'grey van', finished: false });
  await expect(page.locator('mark')).toHaveText('van');
  await page.getByRole('link', { name: 'Open the entry of 20 November 2026' }).press('Enter');
  await expect(page.locator('#entry-c8')).toBeInViewport();
});

test('Enter in the find box and Enter again open what was found first, unless the person has gone on', async ({
  page,
}) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('van');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('main').getByRole('listitem').getByRole('link').first(),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#entry-c8')).toBeInViewport();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('van');
  await page.evaluate(() => window.fake.hold('search'));
  await page.keyboard.press('Enter');
  await page.getByLabel('Words to look for').focus();
  await page.evaluate(() => window.fake.release('search'));
  await expect(page.locator('mark')).toHaveText('van');
  await expect(page.getByLabel('Words to look for')).toBeFocused();
});

test('a search for nothing says what to write', async ({ page }) => {
  await page.evaluate(() =>
    window.fake.answer({
      command: 'search',
      view: { hits: [], nothing_asked: true, more: false },
    }),
  );
  await page.keyboard.press('Control+k');
  await page.keyboard.type('***');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Write at least one letter or figure.')).toBeVisible();
});

test('coming back to a file tells the journal nothing, and stands where it was left', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 640 });
  await toFile(page);
  await page.getByLabel('Order', { exact: true }).selectOption('Oldest first');
  const entry = page.getByRole('button', { name: 'Follow up the entry of Tue 24 Nov' });
  await entry.scrollIntoViewIfNeeded();
  await entry.focus();
  // Nobody presses a key in the moment between a scroll and its event.
  await page.locator('main').evaluate(
    (main) =>
      new Promise<void>((done) => {
        main.addEventListener('scroll', () => done(), { once: true });
        main.scrollBy(0, 40);
      }),
  );
  const scrolled = () => page.locator('main').evaluate((main) => main.scrollTop);
  const before = await scrolled();
  expect(before).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Go back' }).click();

  await expect(entry).toBeFocused();
  expect(await scrolled()).toBe(before);
  await expect(page.getByLabel('Order', { exact: true })).toHaveValue('oldest');
  expect(await calls(page, 'get_pupil')).toEqual([
    { pupil: 'u1', opening: true },
    { pupil: 'u1', opening: false },
  ]);

  await toFile(page);
  expect(await last(page, 'get_pupil')).toEqual({ pupil: 'u1', opening: true });
  await expect(page.getByLabel('Order', { exact: true })).toHaveValue('newest');
});
