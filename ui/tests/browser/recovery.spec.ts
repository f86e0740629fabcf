/** Coming back with a recovery kit: from the closed book to a new passphrase and a new kit. */
import { expect, test, type Page } from '@playwright/test';
import type { Recorded } from '../../src/ipc/fake';
import { calls, LOCKED, openLog } from './log';
import { look } from './look';
import { answerAt, moment, viewAt } from './moments';

const KIT =
  'quilt ribbon saddle timber umbrella velvet window yonder zephyr anchor basket cradle dragon eagle feather goblet hammer indigo jungle kitten lemon mirror nutmeg olive';
const OPENS = 'a kit opens';
const ANEW = 'a new kit for the used one';
const della = viewAt(OPENS, 'open_with_kit').people.find(({ name }) => name === 'Della Marchbank');
const NEW_KIT = viewAt(ANEW, 'make_kit').words;
const NOTICES = viewAt(OPENS, 'get_notices');
const REPLIES: Recorded[] = [
  ...moment(OPENS).filter(({ error }) => !error),
  { command: 'cancel_recovery', view: {} },
  answerAt(ANEW, 'make_kit'),
  answerAt(ANEW, 'save_kit_page'),
  answerAt(ANEW, 'confirm_new_kit', 1),
];

async function toWho(page: Page) {
  await page.getByRole('button', { name: 'Open with a recovery kit' }).click();
  await page.getByLabel('Its words').fill(KIT);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeFocused();
}

async function finish(page: Page) {
  await page.getByRole('radio', { name: 'Della Marchbank' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Open the log' }).click();
}

test('a kit, who one is, a new passphrase, and a new kit in the place of the used one', async ({
  page,
}) => {
  await openLog(page, ...REPLIES);
  await look(page, 'unlock');
  await page.getByRole('button', { name: 'Open with a recovery kit' }).click();
  await expect(page.getByRole('heading', { name: 'Open with a recovery kit' })).toBeFocused();
  await look(page, 'recovery-words');
  // As the printed page has them: numbered, in capitals, line by line.
  const printed = KIT.split(' ').map((word, i) => `${i + 1} ${word.toUpperCase()}\n`);
  await page.getByLabel('Its words').fill(printed.join(''));
  await expect(page.getByText('All 24 words are here')).toBeVisible();
  await look(page, 'recovery-words-typed');
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeFocused();
  await expect(page.getByText('Saltmarsh Lane School')).toBeVisible();
  await look(page, 'recovery-who');
  await page.getByRole('radio', { name: 'Della Marchbank' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('lantern orbit pebble marsh')).toBeVisible();
  await look(page, 'recovery-passphrase');
  await page.getByRole('button', { name: 'Open the log' }).click();

  await expect(page.getByRole('heading', { name: 'Make kit 2 anew' })).toBeFocused();
  await look(page, 'recovery-anew');
  await page.getByRole('button', { name: 'Make kit 2 anew' }).click();
  await page.getByRole('button', { name: 'Save the page of kit 2 to print' }).click();
  await expect(page.getByText('Delete the file when it is printed.')).toBeVisible();
  await look(page, 'recovery-page');
  await page.getByRole('button', { name: 'I have the page' }).click();
  await page.getByLabel('Its words').fill(NEW_KIT.join('\n'));
  await page.getByRole('button', { name: 'Put the new kit in place' }).click();
  await expect(page.getByRole('heading', { name: 'Wednesday 25 November' })).toBeFocused();
  await expect(page.getByText('Kit 2 is made anew.')).toBeVisible();

  expect(await calls(page, 'open_with_kit')).toEqual([{ words: KIT }]);
  expect(await calls(page, 'finish_recovery')).toEqual([
    { person: della?.id, name: null, role: null, passphrase: 'lantern orbit pebble marsh' },
  ]);
  expect(await calls(page, 'save_kit_page')).toEqual([{ kit: 2 }]);
  expect(await calls(page, 'confirm_new_kit')).toEqual([{ kit: 2, words: NEW_KIT.join(' ') }]);
  expect(await calls(page, 'cancel_recovery')).toEqual([]);
});

test('all of it by keyboard', async ({ page }) => {
  await openLog(page, ...REPLIES);
  await page.getByRole('button', { name: 'Open with a recovery kit' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Open with a recovery kit' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type(KIT);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Choose a new passphrase' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Make kit 2 anew' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Wednesday 25 November' })).toBeFocused();
  expect(await calls(page, 'make_kit')).toEqual([]);
});

test('a word that no kit has is named by its number and selected; the kit is asked for when all words are there', async ({
  page,
}) => {
  await openLog(
    page,
    { ...answerAt(ANEW, 'confirm_new_kit'), command: 'open_with_kit' },
    ...REPLIES,
  );
  await page.getByRole('button', { name: 'Open with a recovery kit' }).click();
  const field = page.getByLabel('Its words');
  await field.fill('quilt ribbon');
  await expect(page.getByText('2 of 24 words')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('A kit has 24 words. 2 are written here.');
  expect(await calls(page, 'open_with_kit')).toEqual([]);

  await field.fill(KIT.replace('saddle', 'sadle'));
  await page.getByRole('button', { name: 'Continue' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Look at word 3.');
  await expect(alert).not.toContainText('sadle');
  await look(page, 'recovery-word-refused');
  await alert.getByRole('link').click();
  await page.keyboard.type('saddle');
  await expect(field).toHaveValue(KIT);
});

test('whoever is not in the list writes a name and a role', async ({ page }) => {
  await openLog(page, ...REPLIES);
  await toWho(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose who you are');
  await page.getByRole('radio', { name: 'Somebody who is not in this list' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose your role');
  await look(page, 'recovery-somebody-else');
  await page.getByLabel('Your name').fill(' Wilf Abernale ');
  await page.getByRole('radio', { name: 'Deputy safeguarding lead', exact: true }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Open the log' }).click();
  await expect(page.getByRole('heading', { name: 'Make kit 2 anew' })).toBeVisible();
  expect(await calls(page, 'finish_recovery')).toEqual([
    {
      person: null,
      name: 'Wilf Abernale',
      role: 'deputy',
      passphrase: 'lantern orbit pebble marsh',
    },
  ]);
});

test('leaving closes what the kit opened', async ({ page }) => {
  await openLog(page, ...REPLIES);
  await toWho(page);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByLabel('Its words')).toHaveValue('');
  expect(await calls(page, 'cancel_recovery')).toHaveLength(1);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  expect(await calls(page, 'cancel_recovery')).toHaveLength(1);
});

test('a recovery that is gone asks for the words again', async ({ page }) => {
  await openLog(
    page,
    { command: 'finish_recovery', error: { code: 'recovery_gone', field: null } },
    ...REPLIES,
  );
  await toWho(page);
  await finish(page);
  await expect(page.getByRole('alert')).toContainText('Type the words of the kit again.');
  await expect(page.getByLabel('Its words')).toBeVisible();
});

test('whoever may make no kit goes on to the log, and reads that the lead is told', async ({
  page,
}) => {
  await openLog(
    page,
    { command: 'get_notices', view: { ...NOTICES, kits_to_make: [] } },
    ...REPLIES,
  );
  await toWho(page);
  await finish(page);
  await expect(page.getByText('The lead is told that kit 2 was used.')).toBeVisible();
});

test('a log that locks itself takes the words of the new kit with it', async ({ page }) => {
  await openLog(page, ...REPLIES);
  await toWho(page);
  await finish(page);
  await page.getByRole('button', { name: 'Make kit 2 anew' }).click();
  await expect(page.getByRole('list', { name: 'Words of kit 2' })).toBeVisible();
  await page.evaluate((locked) => {
    window.fake.answer(locked);
    window.fake.emit('locked');
  }, LOCKED);
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  expect(await page.locator('body').innerText()).not.toContain(NEW_KIT[0]);
});

for (const code of ['device_secret_missing', 'device_secret_replaced'] as const) {
  test(`a log that ${code} closes offers the kit where the sentence names it`, async ({ page }) => {
    await openLog(page, { command: 'unlock', error: { code, field: null } }, ...REPLIES);
    await page.getByLabel('Passphrase', { exact: true }).fill('four words of mine');
    await page.keyboard.press('Enter');
    await look(page, `unlock-${code}`);
    await page.getByRole('alert').getByRole('button', { name: 'Open with a recovery kit' }).click();
    await expect(page.getByLabel('Its words')).toBeVisible();
  });
}
