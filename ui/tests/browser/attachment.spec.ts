/** The files of an entry: listed by what they are, added with a way to stop, a picture over the page, a copy outside. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import type { AttachmentView, ShownView, TransferView } from '../../src/ipc/contract';
import { calls, expectNoViolations, openLog } from './log';
import { look } from './look';
import { concerns } from './sian';
import { REPLIES } from './sian-replies';
import { toFile } from './sian-screens';

const entry = concerns[0]?.id ?? '';
const other = concerns[1]?.id ?? '';

const picture: AttachmentView = {
  id: 'f1',
  concern: entry,
  file_name: 'Phone on the desk.jpg',
  media_type: 'image/jpeg',
  kind: 'picture',
  can_act: false,
  can_be_shown: true,
  size: 2_431_882,
  hash: 'ab'.repeat(32),
  added_at: '2026-11-24T13:52:00Z',
  by: 'Tomas Wickerby',
};
const letter: AttachmentView = {
  ...picture,
  id: 'f2',
  file_name: 'Letter from the hospital, second page, as it came by e-mail on Monday.pdf',
  media_type: 'application/pdf',
  kind: 'pdf',
  can_be_shown: false,
  size: 84_000,
  by: 'Della Marchbank',
};
const program: AttachmentView = {
  ...letter,
  id: 'f3',
  file_name: 'holiday.jpg',
  media_type: 'application/vnd.microsoft.portable-executable',
  kind: 'program',
  can_act: true,
  size: 512,
};
const shown: ShownView = {
  attachment: picture,
  picture: `data:image/jpeg;base64,${readFileSync('../tests/fixtures/attachments/upright.jpg', 'base64')}`,
  width: 64,
  height: 96,
  original_width: 3024,
  original_height: 4032,
};
const film: AttachmentView = {
  ...letter,
  id: 'f4',
  file_name: 'Stairs.mp4',
  kind: 'film',
  size: 400_000_000,
};
const on = (done: number): TransferView => ({
  handle: 'h1',
  file_name: 'Stairs.mp4',
  done,
  size: film.size,
  attachment: null,
  saved: null,
});

test.beforeEach(async ({ page }) => {
  await openLog(
    page,
    ...REPLIES,
    { command: 'list_attachments', args: { pupil: 'u1' }, view: [picture, letter, program] },
    {
      command: 'list_attachments',
      args: { concern: entry },
      view: [picture, letter, program, film],
    },
    { command: 'show_attachment', args: { attachment: 'f1' }, view: shown },
    { command: 'attach_file', view: on(8_388_608) },
    { command: 'go_on', view: { ...on(film.size), attachment: film } },
    { command: 'stop_transfer', view: {} },
    {
      command: 'save_attachment',
      view: { ...on(letter.size), file_name: letter.file_name, saved: { file_name: 'Letter.pdf' } },
    },
  );
  await toFile(page);
});

const box = (page: Page) => page.locator(`#entry-${entry}`);

test('each file says what it is by its bytes, how large, and who added it; what can act says so', async ({
  page,
}) => {
  const rows = box(page).getByRole('list', { name: 'Files of this entry' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('Picture, 2.4 MB');
  await expect(rows.nth(0)).toContainText('Tomas Wickerby');
  await expect(rows.nth(1)).toContainText('PDF, 84 KB');
  await expect(rows.nth(2)).toContainText('Program, 512 bytes');
  await expect(rows.nth(2)).toContainText('Open it nowhere');
  await expect(rows.nth(1).getByRole('button')).toHaveCount(1);
  await expect(rows.nth(2).getByRole('button', { name: /^Show/ })).toHaveCount(0);
  await expect(
    page.locator(`#entry-${other}`).getByRole('button', { name: 'Add a file' }),
  ).toBeVisible();
  expect(await calls(page, 'list_attachments')).toEqual([{ pupil: 'u1' }]);
  await box(page).scrollIntoViewIfNeeded();
  await look(page, 'attachment-entry');
});

test('a picture stands over the page by keyboard alone, and Escape gives the keyboard back', async ({
  page,
}) => {
  const show = box(page).getByRole('button', { name: 'Show Phone on the desk.jpg' });
  await show.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Phone on the desk.jpg' });
  const drawn = dialog.getByRole('img', { name: 'The picture in Phone on the desk.jpg' });
  await expect(drawn).toBeVisible();
  expect(await drawn.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  await expect(dialog).toContainText('3024 × 4032');
  await look(page, 'attachment-picture');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(show).toBeFocused();
});

test('a large file shows how far it is, can be cancelled between two steps, and is added when it is not', async ({
  page,
}) => {
  const add = box(page).getByRole('button', { name: 'Add a file' });
  await page.evaluate(() => window.fake.hold('go_on'));
  await add.focus();
  await page.keyboard.press('Enter');
  const bar = box(page).getByRole('progressbar', { name: 'Adding Stairs.mp4' });
  await expect(bar).toHaveAttribute('max', String(film.size));
  await expect(box(page)).toContainText('8.4 MB of 400 MB');
  await expectNoViolations(page);
  // Nothing else begins meanwhile.
  const elsewhere = page.locator(`#entry-${other}`).getByRole('button', { name: 'Add a file' });
  await expect(elsewhere).toHaveAttribute('aria-disabled', 'true');
  await page.evaluate(() =>
    window.fake.answer({
      command: 'go_on',
      view: {
        handle: 'h1',
        file_name: 'Stairs.mp4',
        done: 16_777_216,
        size: 400_000_000,
        attachment: null,
        saved: null,
      },
    }),
  );
  await box(page).getByRole('button', { name: 'Cancel' }).focus();
  await page.keyboard.press('Enter');
  await page.evaluate(() => window.fake.release('go_on'));
  await expect(box(page).getByText('Cancelled. Nothing was kept.')).toBeVisible();
  expect(await calls(page, 'stop_transfer')).toEqual([{ handle: 'h1' }]);
  await expect(add).toBeFocused();

  await page.evaluate((done) => window.fake.answer({ command: 'go_on', view: done }), {
    ...on(film.size),
    attachment: film,
  });
  await add.press('Enter');
  await expect(box(page).getByText('Added Stairs.mp4.')).toBeVisible();
  await expect(box(page).getByRole('listitem')).toHaveCount(4);
});

test('a copy that is saved says that it is no longer protected, and a refusal says what was kept', async ({
  page,
}) => {
  await box(page)
    .getByRole('button', { name: `Save a copy of ${letter.file_name}` })
    .click();
  await expect(box(page).getByText('A copy outside the log is no longer protected.')).toBeVisible();
  await page.evaluate(() =>
    window.fake.answer({
      command: 'attach_file',
      error: { code: 'attachment_too_large', field: null },
    }),
  );
  await box(page).getByRole('button', { name: 'Add a file' }).click();
  await expect(box(page).getByText('larger than 512 MB')).toBeVisible();
});
