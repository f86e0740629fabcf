/** The recovery kits: how it stands with each, that one was seen, and a new one in its place. */
import { expect, test } from '@playwright/test';
import { calls, openLog } from './log';
import { look } from './look';
import { answerAt, viewAt } from './moments';
import { KITS, PEOPLE, toSection, VAULT } from './vault';

const ANEW = 'a kit is made anew';
const WORDS = viewAt(ANEW, 'make_kit').words;
const used = { ...KITS[0], used_at: '2026-11-24T08:00:00Z' };
const due = { ...KITS[1], confirmed: true, check_due: true };

test('a used kit, and one that nobody has seen for a year, are marked in words', async ({
  page,
}) => {
  await openLog(
    page,
    { command: 'list_kits', view: [used, due] },
    {
      command: 'get_notices',
      view: {
        notices: [],
        passphrase_check_due: true,
        kits_to_look_for: [2],
        kits_to_make: [1],
      },
    },
    ...VAULT,
  );
  await toSection(page, 'Recovery kits');
  const kits = page.getByRole('list', { name: 'The two kits' }).getByRole('listitem');
  await expect(kits.nth(0)).toContainText('Used on 24 November 2026');
  await expect(kits.nth(1)).toContainText('Look for it');
  // Nobody is asked to look for a page that must be made anew.
  await expect(page.getByRole('button', { name: 'I have seen kit 1' })).toHaveCount(0);
  const list = page.getByRole('navigation', { name: 'Settings' });
  await expect(list.getByRole('link', { name: 'Recovery kits Due' })).toBeVisible();
  await expect(list.getByRole('link', { name: 'Your passphrase Due' })).toBeVisible();
  await look(page, 'kits-used');
});

test('that a kit was seen is noted with one press', async ({ page }) => {
  await openLog(page, ...VAULT, answerAt('what a lead does', 'check_kit'));
  await toSection(page, 'Recovery kits');
  await look(page, 'kits');
  await page.getByRole('button', { name: 'I have seen kit 1 where it should be' }).click();
  await expect(page.getByText('Noted: kit 1 is where it should be.')).toBeVisible();
  await expect(page.getByText('Seen where it should be on 25 November 2026')).toBeVisible();
  expect(await calls(page, 'check_kit')).toEqual([{ kit: 1 }]);
});

test('a deputy says that a kit was seen, and makes none', async ({ page }) => {
  await openLog(page, { command: 'list_people', view: { ...PEOPLE, may_manage: false } }, ...VAULT);
  await toSection(page, 'Recovery kits');
  await expect(page.getByRole('button', { name: 'I have seen kit 1' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make kit' })).toHaveCount(0);
});

test('a kit is made anew: its page once, typed back, and only then in place', async ({ page }) => {
  await openLog(
    page,
    ...VAULT,
    answerAt(ANEW, 'make_kit'),
    answerAt(ANEW, 'save_kit_page'),
    answerAt(ANEW, 'confirm_new_kit'),
  );
  await toSection(page, 'Recovery kits');
  await page.getByRole('button', { name: 'Make kit 2 anew' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The new kit 2' })).toBeFocused();
  await page.getByRole('button', { name: 'Save the page of kit 2 to print' }).click();
  await expect(page.getByText('Saved as Encircle kit 2.pdf.')).toBeVisible();
  await look(page, 'kits-page');
  await page.getByRole('button', { name: 'I have the page' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Type the new kit back' }),
  ).toBeFocused();
  const typed = page.getByLabel('Its words');
  await typed.fill(WORDS.slice(0, 2).join(' '));
  await page.getByRole('button', { name: 'Put the new kit in place' }).click();
  const problem = page.getByRole('alert', { name: 'There is a problem' });
  await expect(problem).toContainText('A kit has 24 words. 2 are written here.');
  expect(await calls(page, 'confirm_new_kit')).toEqual([]);
  await typed.fill(WORDS.with(2, 'candel').join(' '));
  await page.getByRole('button', { name: 'Put the new kit in place' }).click();
  await expect(problem).toContainText('Look at word 3.');
  await look(page, 'kits-back');

  await page.evaluate((put) => window.fake.answer(put), answerAt(ANEW, 'confirm_new_kit', 1));
  await typed.fill(WORDS.join('\n').toUpperCase());
  await page.getByRole('button', { name: 'Put the new kit in place' }).click();
  await expect(page.getByText('Kit 2 is made anew.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Recovery kits' })).toBeFocused();
  expect((await calls(page, 'confirm_new_kit')).at(-1)).toEqual({ kit: 2, words: WORDS.join(' ') });
});

test('leaving a new kit changes nothing, and goes back to where it began', async ({ page }) => {
  await openLog(page, ...VAULT, { command: 'make_kit', view: { kit: 1, words: WORDS } });
  await toSection(page, 'Recovery kits');
  await page.getByRole('button', { name: 'Make kit 1 anew' }).click();
  await page.getByRole('button', { name: 'Leave it as it was' }).click();
  await expect(page.getByRole('button', { name: 'Make kit 1 anew' })).toBeFocused();
  expect(await calls(page, 'confirm_new_kit')).toEqual([]);
});

test('words that were let go of are drawn anew, and said so', async ({ page }) => {
  await openLog(
    page,
    ...VAULT,
    { command: 'make_kit', view: { kit: 1, words: WORDS } },
    { command: 'confirm_new_kit', error: { code: 'kit_gone', field: null } },
  );
  await toSection(page, 'Recovery kits');
  await page.getByRole('button', { name: 'Make kit 1 anew' }).click();
  await page.getByRole('button', { name: 'I have the page' }).click();
  await page.getByLabel('Its words').fill(WORDS.join(' '));
  await page.getByRole('button', { name: 'Put the new kit in place' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The new kit 1' })).toBeVisible();
  expect(await calls(page, 'make_kit')).toHaveLength(2);
});
