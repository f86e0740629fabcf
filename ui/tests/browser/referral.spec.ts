/** A referral from the first question to the file, over replies. */
import { expect, test, type Page } from '@playwright/test';
import { calls, openLog } from './log';
import { REPLIES } from './sian-replies';
import { toReferral } from './sian-screens';

const last = async (page: Page, command: string) => (await calls(page, command)).at(-1);
const part = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: 'Parts of the referral' })
    .getByRole('button', { name })
    .click();
const make = async (page: Page) => {
  await page.getByRole('button', { name: 'Check and export' }).click();
  await page.getByRole('button', { name: 'Make the file' }).click();
};

test.beforeEach(async ({ page }) => {
  await openLog(page, ...REPLIES);
});

test('nothing blocks: it can be made with no question answered', async ({ page }) => {
  await toReferral(page);
  await make(page);
  expect(await last(page, 'export_referral')).toMatchObject({
    pupil: 'u1',
    profile: 'southend',
    entries: null,
    reason: null,
    immediate_danger: null,
    call: null,
    parents_told: null,
    support_agreed: null,
    named: [],
  });
  await expect(page.getByText('harbour lantern mustard thimble quarry pelican')).toBeVisible();
  await expect(page.getByText('Send it separately')).toBeVisible();
});

test('the answers are sent as they were written, under the id of the draft', async ({ page }) => {
  await toReferral(page);
  await page.getByLabel('Yes', { exact: true }).check();
  await page.getByLabel('I have rung').check();
  await page.getByLabel('Whom did you speak to?').fill('R. Thistledene');
  await part(page, 'Why now');
  await page.getByLabel('What are you worried about?').fill('An adult nobody knows.');
  await part(page, 'The child');
  await page.getByLabel('First language').fill('Welsh');
  // A date of the record stands in its boxes, and what is typed is sent in words.
  const seen = page.getByRole('group', { name: 'When was the child last seen?' });
  await expect(seen.getByLabel('Month')).toHaveValue('11');
  await seen.getByLabel('Day').fill('24');
  await page.getByRole('group', { name: 'interpreter' }).getByLabel('No').check();
  await expect(page.getByText('Changed by you')).toHaveCount(2);
  await part(page, 'Entries to send');
  await page.getByLabel('Quiet in art').uncheck();
  await part(page, 'Other pupils');
  await page.getByLabel('How Jory Pennifeather is shown').selectOption('Full name');
  await expect(page.getByLabel("How Finch O'Dwyer-Nash is shown")).toHaveValue('letter');
  await part(page, 'Telling and agreeing');
  await page.getByRole('group', { name: 'Do the parents know' }).getByLabel('No, because').check();
  await page.getByLabel('Why not?').fill('He reads her post.');
  await page
    .getByRole('group', { name: 'agreed to support' })
    .getByLabel('No', { exact: true })
    .check();
  await part(page, 'Lawful basis');
  await page.getByLabel('To safeguard a child at risk').check();

  await page.clock.runFor(1500);
  const draft = (await last(page, 'save_draft')) as { id: string; kind: string; opening: string };
  expect(draft).toMatchObject({ kind: 'referral', opening: 'An adult nobody knows.' });
  await make(page);
  const sent = (await last(page, 'export_referral')) as Record<string, unknown>;
  expect(sent).toMatchObject({
    id: draft.id,
    immediate_danger: true,
    call: { at: '2026-11-25T14:05', spoke_to: 'R. Thistledene', advice: '' },
    reason: 'An adult nobody knows.',
    parents_told: 'unsafe',
    child_told: null,
    support_agreed: 'no',
    told_reason: 'He reads her post.',
    lawful_basis: 'To safeguard a child at risk: public task, and substantial public interest.',
    named: ['u2'],
  });
  expect(sent['answers']).toEqual([
    { question: 'language', answer: 'Welsh' },
    { question: 'interpreter', answer: 'No' },
    { question: 'seen', answer: '24 November 2026' },
  ]);
  expect(sent['entries']).toHaveLength(8);
});

test('a closed save dialog makes nothing and loses nothing', async ({ page }) => {
  await toReferral(page);
  await part(page, 'Why now');
  await page.getByLabel('What are you worried about?').fill('Two phones.');
  await page.evaluate(() => window.fake.answer({ command: 'export_referral', view: null }));
  await make(page);
  await expect(page.getByLabel('What are you worried about?')).toHaveValue('Two phones.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a double click makes one file', async ({ page }) => {
  await toReferral(page);
  await page.getByRole('button', { name: 'Check and export' }).click();
  await page.evaluate(() => window.fake.hold('export_referral'));
  await page.getByRole('button', { name: 'Make the file' }).dblclick();
  await page.evaluate(() => window.fake.release('export_referral'));
  await expect(page.getByRole('heading', { name: 'Referral EN-2026-0034 is made' })).toBeFocused();
  expect(await calls(page, 'export_referral')).toHaveLength(1);
});

test('the time of a call that cannot be read is asked for, not dropped', async ({ page }) => {
  await toReferral(page);
  await page.getByLabel('I have rung').check();
  await page.getByLabel('Time').fill('soon');
  await page.getByRole('button', { name: 'Check and export' }).click();
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'Write the time as 12:35',
  );
  expect(await calls(page, 'export_referral')).toEqual([]);
});

test('a draft goes on where it was left', async ({ page }) => {
  const draft = {
    id: '2123456789abcdef0123456789abcdef',
    kind: 'referral',
    pupil: 'u1',
    pupil_name: "Siân O'Dwyer-Nash",
    opening: 'Two phones.',
    saved_at: '2026-11-25T09:41:00Z',
    body: JSON.stringify({ pupil: 'u1', profile: 'southend', reason: 'Two phones.' }),
  };
  await page.evaluate((one) => {
    window.fake.answer({ command: 'list_drafts', view: [one] });
    window.fake.answer({ command: 'get_draft', view: one });
  }, draft);
  await page.getByRole('link', { name: 'Referrals' }).click();
  await page.getByRole('button', { name: 'Go on with the referral' }).click();
  await part(page, 'Why now');
  await expect(page.getByLabel('What are you worried about?')).toHaveValue('Two phones.');
  await make(page);
  expect(await last(page, 'export_referral')).toMatchObject({
    id: draft.id,
    reason: 'Two phones.',
  });
});

test('who will receive it can be changed without losing an answer', async ({ page }) => {
  await toReferral(page);
  await part(page, 'Why now');
  await page.getByLabel('What are you worried about?').fill('Two phones.');
  await page.getByRole('button', { name: 'Change who receives it' }).click();
  await page.getByRole('radio', { name: 'Any children’s services' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  expect(await last(page, 'start_referral')).toEqual({ pupil: 'u1', profile: 'general' });
  await expect(page.getByLabel('What are you worried about?')).toHaveValue('Two phones.');
});

test('the pages are pictures that can be leafed through', async ({ page }) => {
  await toReferral(page);
  const picture = page.getByRole('img', { name: 'Page 1 of 2' });
  await expect(picture).toHaveAttribute('src', /^data:image\/svg\+xml;base64,/);
  expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Page after' }).click();
  await expect(page.getByRole('img', { name: 'Page 2 of 2' })).toBeVisible();
});
