/** The people of the log: added, let back in, given another role, removed. */
import { expect, test, type Page } from '@playwright/test';
import { calls, openLog, status } from './log';
import { look } from './look';
import { asha, della, imran, PEOPLE, ruth, toSection, VAULT } from './vault';

const STRONG = {
  command: 'rate_passphrase',
  view: { enough: true, guesses_log10: 14, needed_log10: 11 },
};

async function type(page: Page, passphrase: string, again = passphrase) {
  await page.getByLabel('Your passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same once more', { exact: true }).fill(again);
  await page.getByRole('button', { name: 'Open the log to me' }).click();
}

test('a lead sees who has a way in, who has none, and who is gone', async ({ page }) => {
  await openLog(page, ...VAULT);
  await toSection(page, 'People');
  const now = page.getByRole('region', { name: 'People of the log' }).getByRole('listitem');
  await expect(now).toHaveCount(4);
  await expect(now.nth(0)).toContainText('You');
  await expect(now.nth(2)).toContainText('No way in');
  await expect(now.nth(3)).toContainText('Passphrase alone');
  const gone = page.getByRole('region', { name: 'No longer of the log' });
  await expect(gone.getByRole('listitem')).toHaveCount(1);
  await expect(gone.getByRole('button')).toHaveText(['Let back in']);
  // One's own passphrase is changed elsewhere, with the former one.
  await expect(page.getByRole('button', { name: 'Give Della Marchbank' })).toHaveCount(0);
  await look(page, 'people');
});

test('a deputy looks, and is offered nothing that would be refused', async ({ page }) => {
  await openLog(page, { command: 'list_people', view: { ...PEOPLE, may_manage: false } }, ...VAULT);
  await toSection(page, 'People');
  await expect(page.getByText('adds and removes people')).toBeVisible();
  await expect(page.locator('.settings > .open').getByRole('button')).toHaveCount(0);
});

test('the only lead can neither be removed nor made anything else', async ({ page }) => {
  const people = PEOPLE.people.filter((one) => one.person.id !== asha.id);
  await openLog(page, { command: 'list_people', view: { ...PEOPLE, people } }, ...VAULT);
  await toSection(page, 'People');
  await expect(page.getByText('The only lead')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove Della Marchbank' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Change Della Marchbank' })).toHaveCount(0);
});

test('a new person is named by the lead and types the passphrase themselves, by keyboard alone', async ({
  page,
}) => {
  await openLog(page, ...VAULT, STRONG, {
    command: 'add_person',
    view: { person: { ...ruth, id: 'p9', name: 'Wilf Abernale' }, bound_to_laptop: true },
  });
  await toSection(page, 'People');
  // From the heading, Tab goes on into the page and not through the list at its left.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Add a person' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Add a person' })).toBeFocused();
  await expect(page.getByText('They are not cryptography')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeFocused();
  await look(page, 'people-add');
  await page.getByLabel('Name, as it will stand').fill(' Wilf Abernale ');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await expect(
    page.getByRole('heading', { level: 1, name: 'Wilf Abernale chooses a passphrase' }),
  ).toBeFocused();
  await expect(page.getByText('lantern orbit pebble marsh')).toBeVisible();
  await type(page, 'violet kayak tundra gravel', 'violet kayak tundra gravels');
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'The two are not the same',
  );
  expect(await calls(page, 'add_person')).toEqual([]);
  await look(page, 'people-passphrase');
  await type(page, 'violet kayak tundra gravel');
  await expect(page.getByText('Wilf Abernale can open the log on this laptop.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeFocused();
  expect(await calls(page, 'add_person')).toEqual([
    { name: 'Wilf Abernale', role: 'recorder', passphrase: 'violet kayak tundra gravel' },
  ]);
});

test('a passphrase that could be guessed lets nobody in, whoever says so first', async ({
  page,
}) => {
  await openLog(page, ...VAULT, {
    command: 'readmit_person',
    error: { code: 'passphrase_too_weak', field: 'passphrase' },
  });
  await toSection(page, 'People');
  await page.getByRole('button', { name: 'Let Imran Quaife back in' }).click();
  await type(page, 'Summer2026');
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'strong enough',
  );
  expect(await calls(page, 'readmit_person')).toEqual([]);
  await page.evaluate((answer) => window.fake.answer(answer), STRONG);
  await type(page, 'Summer2026');
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'That passphrase could be guessed.',
  );
  expect(await calls(page, 'readmit_person')).toEqual([
    { person: imran.id, passphrase: 'Summer2026' },
  ]);
});

test('somebody let back in on a laptop without a keychain is told what that means', async ({
  page,
}) => {
  await openLog(page, ...VAULT, STRONG, {
    command: 'readmit_person',
    view: { person: imran, bound_to_laptop: false },
  });
  await toSection(page, 'People');
  await page.getByRole('button', { name: 'Let Imran Quaife back in' }).click();
  await look(page, 'people-admit');
  await type(page, 'acorn pebble window lantern');
  await expect(page.getByText('the passphrase alone opens the log')).toBeVisible();
});

test('a role is changed, and whoever makes themselves a recorder finds what a recorder has', async ({
  page,
}) => {
  await openLog(
    page,
    ...VAULT,
    { command: 'change_role', view: PEOPLE },
    { command: 'list_own_concerns', view: [] },
  );
  await toSection(page, 'People');
  await page.getByRole('button', { name: 'Change Ruth Ames’ role' }).click();
  await expect(page.getByRole('radio', { name: 'Member of staff' })).toBeChecked();
  await page.getByRole('radio', { name: 'Deputy safeguarding lead' }).check();
  await look(page, 'people-role');
  await page.getByRole('button', { name: 'Save the role' }).click();
  await expect(page.getByText('Ruth Ames’ role is changed.')).toBeVisible();

  await page.getByRole('button', { name: 'Change Della Marchbank’s role' }).click();
  await page.getByRole('radio', { name: 'Member of staff' }).check();
  await page.evaluate(
    (answer) => window.fake.answer(answer),
    status({ person: { ...della, role: 'recorder' } }),
  );
  await page.getByRole('button', { name: 'Save the role' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'What you have written' }),
  ).toBeFocused();
  expect(await calls(page, 'change_role')).toEqual([
    { person: ruth.id, role: 'deputy' },
    { person: della.id, role: 'recorder' },
  ]);
});

test('removing says what it means, asks once, shows that it goes on, and cannot be asked twice', async ({
  page,
}) => {
  await openLog(page, ...VAULT, { command: 'remove_person', view: PEOPLE });
  await toSection(page, 'People');
  await page.getByRole('button', { name: 'Remove Ruth Ames' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Remove Ruth Ames?' })).toBeFocused();
  await expect(page.getByText('printed recovery kits go on opening the log')).toBeVisible();
  await look(page, 'people-remove');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Remove Ruth Ames' })).toBeFocused();
  expect(await calls(page, 'remove_person')).toEqual([]);

  await page.keyboard.press('Enter');
  await page.evaluate(() => window.fake.hold('remove_person'));
  await page.getByRole('button', { name: 'Remove Ruth Ames' }).click();
  await expect(page.getByText('Writing the log anew under new keys')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await look(page, 'people-removing');
  await page.evaluate(() => window.fake.release('remove_person'));
  await expect(page.getByText('Ruth Ames can no longer open the log.')).toBeVisible();
  expect(await calls(page, 'remove_person')).toEqual([{ person: ruth.id }]);
});

test('a removal that is refused says why and changes nothing; one’s own ends at the cover', async ({
  page,
}) => {
  await openLog(page, ...VAULT, {
    command: 'remove_person',
    error: { code: 'disk_full', field: null },
  });
  await toSection(page, 'People');
  await page.getByRole('button', { name: 'Remove Della Marchbank' }).click();
  await expect(page.getByText('your passphrase opens it no more')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Della Marchbank' }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'The disk of this laptop is full.',
  );

  await page.evaluate(
    ([view, locked]) => {
      window.fake.answer({ command: 'remove_person', view });
      window.fake.answer(locked);
    },
    [
      PEOPLE,
      status({ state: 'locked', place: 'own', made_up: false, school: null, person: null }),
    ] as const,
  );
  await page.getByRole('button', { name: 'Remove Della Marchbank' }).click();
  await expect(page.getByRole('heading', { name: 'Open the log' })).toBeVisible();
});

test('a name that the log does not take is mended where it was written', async ({ page }) => {
  await openLog(page, ...VAULT, STRONG, {
    command: 'add_person',
    error: { code: 'too_long', field: 'name' },
  });
  await toSection(page, 'People');
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByLabel('Name, as it will stand').fill('W'.repeat(200));
  await page.getByRole('radio', { name: 'Deputy safeguarding lead' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await type(page, 'violet kayak tundra gravel');
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeFocused();
  await expect(page.getByLabel('Name, as it will stand')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Name, as it will stand')).toHaveValue('W'.repeat(200));
});

test('whoever goes on to other work while somebody is removed stays there, and is told how it ended', async ({
  page,
}) => {
  await openLog(page, ...VAULT, { command: 'remove_person', view: PEOPLE });
  await toSection(page, 'People');
  const place = page.getByRole('navigation', { name: 'Main' });
  const remove = async () => {
    await page.getByRole('button', { name: 'Remove Ruth Ames' }).click();
    await page.evaluate(() => window.fake.hold('remove_person'));
    await page.getByRole('button', { name: 'Remove Ruth Ames' }).click();
    await place.getByRole('link', { name: 'Pupils' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Pupils' })).toBeFocused();
    await page.evaluate(() => window.fake.release('remove_person'));
  };
  await remove();
  await expect(page.getByText('Ruth Ames can no longer open the log.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Pupils' })).toBeVisible();

  await toSection(page, 'People');
  await page.evaluate(() =>
    window.fake.answer({ command: 'remove_person', error: { code: 'disk_full', field: null } }),
  );
  await remove();
  await expect(page.getByText('The disk of this laptop is full.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Pupils' })).toBeVisible();
});
