/** The first run, from a laptop without a log to Today. */
import { expect, test } from '@playwright/test';
import { calls, NONE, openLog, status } from './log';

/** The words of kit 2, as the recorded log made it. */
const KIT =
  'quilt ribbon saddle timber umbrella velvet window yonder zephyr anchor basket cradle dragon eagle feather goblet hammer indigo jungle kitten lemon mirror nutmeg olive';

test('makes a log with the words that were offered, two kits, and one typed back', async ({
  page,
}) => {
  await openLog(page, NONE);
  await page.getByRole('button', { name: 'Start our log' }).click();
  await expect(page.getByRole('heading', { name: 'Which school is it?' })).toBeFocused();
  await page.getByLabel('Name of the school').fill(' Saltmarsh Lane School ');
  await page.getByLabel('LAESTAB').fill('882/1234');
  await page.keyboard.press('Enter');
  await page.getByLabel('Your name').fill('Siân O’Dwyer-Nash');
  await page.getByRole('radio', { name: 'Deputy safeguarding lead' }).check();
  await page.keyboard.press('Enter');
  await expect(page.getByText('lantern orbit pebble marsh')).toBeVisible();
  await page.getByRole('button', { name: 'Make the log' }).click();

  await expect(
    page.getByRole('list', { name: 'Words of kit 2' }).getByRole('listitem'),
  ).toHaveCount(24);
  await page.getByRole('button', { name: 'Save the page of kit 1 to print' }).click();
  await expect(page.getByText('Saved as recovery-kit-1.pdf.')).toBeVisible();
  await page.getByRole('button', { name: 'I have both pages' }).click();
  await page.getByRole('radio', { name: 'Kit 2' }).check();
  await page.getByLabel('Its words').fill(KIT);
  await page.getByRole('button', { name: 'Open the log' }).click();
  await expect(page.getByRole('heading', { name: 'Wednesday 25 November' })).toBeFocused();

  expect(await calls(page, 'create_vault')).toEqual([
    {
      school_name: 'Saltmarsh Lane School',
      laestab: '8821234',
      person_name: 'Siân O’Dwyer-Nash',
      role: 'deputy',
      passphrase: 'lantern orbit pebble marsh',
    },
  ]);
  expect(await calls(page, 'confirm_kit')).toEqual([{ kit: 2, words: KIT }]);
});

test('a weak passphrase of one’s own is refused before a log is made', async ({ page }) => {
  await openLog(page, NONE);
  await page.getByRole('button', { name: 'Start our log' }).click();
  await page.getByLabel('Name of the school').fill('Saltmarsh Lane School');
  await page.getByLabel('LAESTAB').fill('8821234');
  await page.keyboard.press('Enter');
  await page.getByLabel('Your name').fill('Della');
  await page.getByRole('radio', { name: 'Designated' }).check();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Write my own' }).check();
  const own = page.getByRole('textbox', { name: 'Your own passphrase' });
  await own.fill('abc');
  await expect(page.getByText('Could be guessed: make it longer')).toBeVisible();
  await page.getByRole('button', { name: 'Make the log' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  expect(await calls(page, 'create_vault')).toEqual([]);

  await page.evaluate(() =>
    window.fake.answer({
      command: 'rate_passphrase',
      view: { enough: true, guesses_log10: 14, needed_log10: 10 },
    }),
  );
  await own.fill('a longer one that nobody guesses');
  await expect(page.getByText('Strong enough', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Make the log' }).click();
  await expect(page.getByRole('heading', { name: 'Two recovery kits' })).toBeVisible();
});

test('a kit with a wrong word names the word', async ({ page }) => {
  await openLog(page, status({ state: 'setting_up', made_up: false }), {
    command: 'confirm_kit',
    error: { code: 'kit_word_unknown', field: 'word 3' },
  });
  await page.getByLabel('Its words').fill(KIT.replace('saddle', 'sadle'));
  await page.getByRole('button', { name: 'Open the log' }).click();
  await expect(page.getByRole('alert')).toContainText('Look at word 3.');
});

test('the made-up school is one choice on the first page', async ({ page }) => {
  await openLog(page, NONE);
  await page.getByRole('button', { name: 'Try it with a made-up school' }).click();
  await page.getByRole('button', { name: 'Make the school' }).click();
  await expect(page.getByText('Made-up sample school')).toBeVisible();
  expect(await calls(page, 'create_sample')).toEqual([{ size: 'small' }]);
});
