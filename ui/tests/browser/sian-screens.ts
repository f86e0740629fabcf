/** The ways to the file of a pupil and to what hangs on it, for the tests that look at each screen. */
import type { Page } from '@playwright/test';
import type { Recorded } from '../../src/ipc/fake';
import { openLog } from './log';
import { NAME, pupil } from './sian';
import { asking, REPLIES } from './sian-replies';

export type Shown = { name: string; first?: Recorded[]; open: (page: Page) => Promise<void> };

const place = (name: string) => (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

export async function toFile(page: Page) {
  await place('Pupils')(page);
  await page.getByRole('link', { name: "O'Dwyer-Nash, Siân" }).first().click();
  await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
  await page.getByRole('slider').waitFor();
}

const tab = (name: string) => async (page: Page) => {
  await toFile(page);
  await page.getByRole('navigation', { name: 'file' }).getByRole('button', { name }).click();
};

export async function toReferral(page: Page) {
  await toFile(page);
  await page.getByRole('button', { name: 'Refer Siân' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { level: 2, name: 'Immediate danger' }).waitFor();
}

const part = (name: string) => async (page: Page) => {
  await toReferral(page);
  await page
    .getByRole('navigation', { name: 'Parts of the referral' })
    .getByRole('button', { name })
    .click();
};

export const toImport = async (page: Page) => {
  await place('Settings')(page);
  await page.getByRole('button', { name: 'Bring in a file' }).click();
};

export const toPreview = async (page: Page) => {
  await toImport(page);
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await page.getByRole('heading', { name: 'Pupils from a CSV' }).waitFor();
};

const unset = {
  ...pupil,
  to_note: [],
  safe_contact: {
    set: false,
    ring: null,
    never_tell: null,
    court_orders: null,
    address_restricted: false,
  },
};

export const SCREENS: Shown[] = [
  { name: 'pupils', open: place('Pupils') },
  { name: 'pupils, none', first: [{ command: 'list_pupils', view: [] }], open: place('Pupils') },
  { name: 'file', open: toFile },
  {
    name: 'file without safe contact',
    first: [{ command: 'get_pupil', view: unset }],
    open: toFile,
  },
  {
    name: 'file with nothing written',
    first: [{ command: 'get_chronology', view: { entries: [], total: 0 } }],
    open: toFile,
  },
  {
    name: 'file with a stretch chosen',
    open: async (page) => {
      await toFile(page);
      await page.getByRole('slider').focus();
      await page.keyboard.press('Shift+PageDown');
      await page.keyboard.press('Shift+PageDown');
      await page.getByRole('button', { name: 'Show the whole file again' }).waitFor();
    },
  },
  {
    name: 'file, ribbon as a table',
    open: async (page) => {
      await toFile(page);
      await page.getByRole('button', { name: 'As a table' }).click();
    },
  },
  {
    name: 'file, adding to an entry',
    open: async (page) => {
      await toFile(page);
      await page.getByRole('button', { name: 'Add to the entry of Fri 20 Nov' }).click();
      await page.getByRole('button', { name: 'Save the addition' }).click();
      // A target half under the standing head is no small target.
      await page.locator('main').evaluate((main) => main.scrollTo(0, 0));
    },
  },
  {
    name: 'file, safe contact',
    open: async (page) => {
      await toFile(page);
      await page.getByRole('button', { name: 'Change safe contact' }).click();
    },
  },
  {
    name: 'file, two dates',
    open: async (page) => {
      await toFile(page);
      await page.getByRole('button', { name: 'Choose dates' }).click();
      await page.getByRole('button', { name: 'Show this stretch' }).click();
    },
  },
  { name: 'file, attendance', open: tab('Attendance') },
  { name: 'file, contacts', open: tab('Contacts') },
  { name: 'file, shared with', open: tab('Shared with') },
  { name: 'file, who has looked', open: tab('Who has looked') },
  {
    name: 'gaps',
    open: async (page) => {
      await place('Attendance')(page);
      await page.getByRole('img').first().waitFor();
    },
  },
  {
    name: 'gaps, old marks',
    first: [
      {
        command: 'list_gaps',
        view: {
          on: '2026-11-25',
          marks_until: { day: '2026-11-02', session: 'pm', imported_at: '2026-11-03T09:00:00Z' },
          marks_stale: true,
          gaps: [],
        },
      },
    ],
    open: place('Attendance'),
  },
  { name: 'import', open: toImport },
  { name: 'import, preview', open: toPreview },
  {
    name: 'import, who is this',
    first: [{ command: 'choose_import', view: asking }],
    open: toPreview,
  },
  {
    name: 'import, done',
    open: async (page) => {
      await toPreview(page);
      await page.getByLabel('Take the rows to look at too').check();
      await page.getByRole('button', { name: 'Bring in 59 pupils' }).click();
      await page.getByRole('heading', { name: 'Brought in' }).waitFor();
    },
  },
  {
    name: 'search',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('van');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Entries' }).waitFor();
    },
  },
  { name: 'referrals', open: place('Referrals') },
  {
    name: 'referral, who receives it',
    open: async (page) => {
      await toFile(page);
      await page.getByRole('button', { name: 'Refer Siân' }).click();
      await page.getByRole('radio').first().waitFor();
    },
  },
  {
    name: 'referral, danger',
    open: async (page) => {
      await toReferral(page);
      await page.getByLabel('Yes', { exact: true }).check();
      await page.getByLabel('I have rung').check();
    },
  },
  { name: 'referral, questions', open: part('The child') },
  { name: 'referral, entries', open: part('Entries to send') },
  { name: 'referral, attendance', open: part('Attendance') },
  { name: 'referral, other pupils', open: part('Other pupils') },
  {
    name: 'referral, telling',
    open: async (page) => {
      await part('Telling and agreeing')(page);
      await page
        .getByRole('group', { name: 'Do the parents know' })
        .getByLabel('No, because')
        .check();
    },
  },
  { name: 'referral, basis', open: part('Lawful basis') },
  { name: 'referral, look', open: part('Look and export') },
  {
    name: 'referral, before export',
    open: async (page) => {
      await toReferral(page);
      await page.getByRole('button', { name: 'Check and export' }).click();
    },
  },
  {
    name: 'referral, made',
    open: async (page) => {
      await toReferral(page);
      await page.getByRole('button', { name: 'Check and export' }).click();
      await page.getByRole('button', { name: 'Make the file' }).click();
      await page.getByRole('heading', { name: 'Referral EN-2026-0034 is made' }).waitFor();
    },
  },
  {
    name: 'settings, journal',
    open: async (page) => {
      await place('Settings')(page);
      await page.getByRole('link', { name: 'Journal' }).click();
      await page.getByRole('table').waitFor();
    },
  },
];

export async function show(page: Page, { first = [], open }: Shown) {
  await openLog(page, ...first, ...REPLIES);
  await open(page);
}
