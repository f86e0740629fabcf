/** The papers about the program: read under Settings, by keyboard, and saved as a PDF. */
import { expect, test } from '@playwright/test';
import papers from '../../src/text/help.json' with { type: 'json' };
import { calls, openLog, status } from './log';
import { look } from './look';
import { OWN, ruth, toSection, VAULT } from './vault';

const SAVED = { command: 'save_help_page', view: { file_name: 'Encircle impact assessment.pdf' } };

test('the impact assessment is read under Settings and saved as a PDF by keyboard', async ({
  page,
}) => {
  await openLog(page, SAVED, ...VAULT);
  await toSection(page, 'For your data protection officer');
  await expect(
    page.getByRole('heading', { level: 1, name: 'For your data protection officer' }),
  ).toBeFocused();
  await expect(page.getByText('Data protection impact assessment')).toBeVisible();
  for (const section of papers.dpia.sections)
    await expect(page.getByRole('heading', { level: 2, name: section.heading })).toHaveCount(1);
  const risks = page.getByRole('table').getByRole('row');
  await expect(risks).toHaveCount(9);
  await expect(page.getByText('For your school to fill in: ')).toHaveCount(14);
  await look(page, 'help-dpia');
  await page
    .getByRole('heading', { level: 2, name: '6. Risks and measures' })
    .scrollIntoViewIfNeeded();
  await look(page, 'help-dpia-risks');
  await page.getByRole('button', { name: 'Save as a PDF' }).press('Enter');
  await expect(page.getByText('Saved as Encircle impact assessment.pdf.')).toBeVisible();
  expect(await calls(page, 'save_help_page')).toEqual([{ page: 'dpia' }]);
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
  await look(page, 'help-saved');
});

test('the page for the IT team says where the files lie, and nothing is saved when the dialog is closed', async ({
  page,
}) => {
  await openLog(page, { command: 'save_help_page', view: null }, ...VAULT);
  await toSection(page, 'For your IT team');
  await expect(page.getByText('%LOCALAPPDATA%')).toBeVisible();
  await page.getByRole('button', { name: 'Save as a PDF' }).click();
  await expect(page.getByText('Saved as')).toHaveCount(0);
  await look(page, 'help-it');
});

test('a recorder may read both', async ({ page }) => {
  const own = { command: 'list_own_concerns', view: [] };
  await openLog(page, status({ ...(OWN.view as object), person: ruth }), own, ...VAULT);
  await toSection(page, 'For your IT team');
  await expect(page.getByRole('heading', { level: 1, name: 'For your IT team' })).toBeFocused();
});
