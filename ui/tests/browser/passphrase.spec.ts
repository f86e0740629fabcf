/** One's own passphrase: tried while the log is open, and changed. A recorder has this page too. */
import { expect, test } from '@playwright/test';
import { calls, openLog, status } from './log';
import { look } from './look';
import { answerAt } from './moments';
import { OWN, ruth, toSection, VAULT } from './vault';

const DOES = 'what a lead does';
const STRONG = answerAt(DOES, 'rate_passphrase', 1);

test('it can be tried, and a wrong one closes nothing', async ({ page }) => {
  await openLog(page, ...VAULT, answerAt(DOES, 'check_passphrase'));
  await toSection(page, 'Your passphrase');
  const tried = page.getByLabel('Your passphrase now', { exact: true });
  await tried.fill('not this one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'That passphrase does not open this log.',
  );
  await page.evaluate((fits) => window.fake.answer(fits), answerAt(DOES, 'check_passphrase', 1));
  await tried.fill('four words of mine');
  await page.keyboard.press('Enter');
  await expect(page.getByText('That is your passphrase.')).toBeVisible();
  await expect(tried).toHaveValue('');
  await look(page, 'passphrase');
});

test('it is changed by whoever knows the former one, and typed twice', async ({ page }) => {
  await openLog(page, ...VAULT, STRONG, answerAt(DOES, 'change_passphrase'));
  await toSection(page, 'Your passphrase');
  await page.getByRole('button', { name: 'Change the passphrase' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Change the passphrase' }),
  ).toBeFocused();
  await page.getByRole('button', { name: 'Change it' }).click();
  const problem = page.getByRole('alert', { name: 'There is a problem' });
  await expect(problem).toContainText('Write the passphrase that opens the log now');
  const former = page.getByLabel('The passphrase that opens the log now', { exact: true });
  await former.fill('a wrong one');
  await page.getByLabel('Your new passphrase', { exact: true }).fill('violet kayak tundra gravel');
  await page.getByLabel('The same once more', { exact: true }).fill('violet kayak tundra gravel');
  await page.keyboard.press('Enter');
  await expect(problem).toContainText('That passphrase does not open this log.');
  await expect(former).toHaveAttribute('aria-invalid', 'true');
  await look(page, 'passphrase-change');
  await page.evaluate(() => window.fake.answer({ command: 'change_passphrase', view: {} }));
  await former.fill('four words of mine');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your passphrase is changed.')).toBeVisible();
  expect((await calls(page, 'change_passphrase')).at(-1)).toEqual({
    former: 'four words of mine',
    passphrase: 'violet kayak tundra gravel',
  });
});

test('the made-up school keeps the passphrase that stands on its cover', async ({ page }) => {
  await openLog(page, status({ made_up: true, place: 'sample' }));
  await toSection(page, 'Your passphrase');
  await expect(page.getByText('stands on its cover')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change the passphrase' })).toHaveCount(0);
});

test('a recorder finds their passphrase, their colours, and no page that would be refused', async ({
  page,
}) => {
  await openLog(
    page,
    status({ ...(OWN.view as object), person: ruth }),
    { command: 'list_own_concerns', view: [] },
    ...VAULT,
  );
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Settings' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your passphrase' })).toBeFocused();
  await expect(page.getByRole('navigation', { name: 'Settings' }).getByRole('link')).toHaveText([
    'Your passphrase',
    'Colours',
    'About Encircle',
    'For your data protection officer',
    'For your IT team',
  ]);
  await expect(page.getByText('Last good backup')).toHaveCount(0);
  await look(page, 'passphrase-recorder');
});
