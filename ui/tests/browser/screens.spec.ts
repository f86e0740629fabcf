/** Every screen, in light and dark, at 1024×640 and at 200 % zoom: nothing that axe can find, and nothing wider than the window. */
import { test, type Page } from '@playwright/test';
import type { Recorded } from '../../src/ipc/fake';
import { expectNoOverhang, expectNoViolations, LOCKED, NONE, openLog, status } from './log';

type Shown = { name: string; first?: Recorded[]; open?: (page: Page) => Promise<void> };

const record = (page: Page) => page.getByRole('button', { name: 'Record a concern' }).click();
const toPassphrase = async (page: Page) => {
  await page.getByRole('button', { name: 'Start our log' }).click();
  await page.getByLabel('Name of the school').fill('Saltmarsh Lane School');
  await page.getByLabel('LAESTAB').fill('882 1234');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Your name').fill('Della Marchbank');
  await page.getByRole('radio', { name: 'Designated safeguarding lead' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
};
const toKits = async (page: Page) => {
  await toPassphrase(page);
  await page.getByRole('button', { name: 'Make the log' }).click();
};

const SCREENS: Shown[] = [
  { name: 'today' },
  {
    name: 'today with nothing',
    first: [
      {
        command: 'get_today',
        view: {
          today: '2026-11-25',
          to_read: [],
          drafts: [],
          gaps: [],
          referrals: [],
          marks_until: null,
          marks_stale: false,
          pupils: 0,
        },
      },
    ],
  },
  {
    name: 'today asks before a draft is put away',
    open: (page) => page.getByRole('button', { name: 'Put away: Concern about Siân' }).click(),
  },
  { name: 'unlock', first: [LOCKED] },
  {
    name: 'unlock refused',
    first: [LOCKED, { command: 'unlock', error: { code: 'device_secret_missing', field: null } }],
    open: async (page) => {
      await page.getByLabel('Passphrase', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Open', exact: true }).click();
    },
  },
  {
    name: 'unlock the made-up school',
    first: [
      status({
        state: 'locked',
        made_up: false,
        school: null,
        person: null,
        sample_passphrase: 'lantern orbit pebble marsh',
      }),
    ],
  },
  { name: 'first run: welcome', first: [NONE] },
  {
    name: 'first run: size of the made-up school',
    first: [NONE],
    open: (page) => page.getByRole('button', { name: 'Try it with a made-up school' }).click(),
  },
  {
    name: 'first run: school, with problems',
    first: [NONE],
    open: async (page) => {
      await page.getByRole('button', { name: 'Start our log' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
    },
  },
  { name: 'first run: passphrase', first: [NONE], open: toPassphrase },
  {
    name: 'first run: own passphrase',
    first: [NONE],
    open: async (page) => {
      await toPassphrase(page);
      await page.getByRole('radio', { name: 'Write my own' }).check();
      await page.getByRole('textbox', { name: 'Your own passphrase' }).fill('abc');
    },
  },
  { name: 'first run: kits', first: [NONE], open: toKits },
  {
    name: 'first run: one kit typed back',
    first: [NONE],
    open: async (page) => {
      await toKits(page);
      await page.getByRole('button', { name: 'I have both pages' }).click();
    },
  },
  { name: 'record', open: record },
  {
    name: 'record with problems',
    open: async (page) => {
      await record(page);
      await page.getByLabel('Month').fill('31');
      await page.getByRole('button', { name: 'Save to the log' }).click();
    },
  },
  {
    name: 'record with everything written',
    open: async (page) => {
      await record(page);
      await page.getByRole('combobox', { name: 'Who is it about?' }).fill('sian');
      await page.getByRole('option').first().click();
      await page.getByLabel('What happened?').fill('Two phones in period 3. '.repeat(12));
      await page.getByLabel('Siân’s exact words').fill('It’s not mine, I’m just minding it.');
      await page.getByLabel('Between').check();
      await page.getByLabel('Someone told me').check();
      await page.getByRole('combobox', { name: 'Other pupils' }).fill('oda');
      await page.getByRole('option', { name: 'Odalie' }).click();
    },
  },
  {
    name: 'record with the list of pupils open',
    open: async (page) => {
      await record(page);
      await page.getByRole('combobox', { name: 'Who is it about?' }).fill('sian');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'read',
    open: (page) => page.getByRole('button', { name: 'Read the concern about Siân' }).click(),
  },
  { name: 'settings', open: (page) => page.getByRole('link', { name: 'Settings' }).click() },
  { name: 'blank', open: (page) => page.keyboard.press('Control+Shift+B') },
];

const LOOKS = [
  { look: 'light', width: 1366, height: 768, colorScheme: 'light' },
  { look: 'dark', width: 1366, height: 768, colorScheme: 'dark' },
  { look: 'small', width: 1024, height: 640, colorScheme: 'light' },
  // 1366×768 at 200 % zoom is half as many pixels of the page.
  { look: '200 % zoom', width: 683, height: 384, colorScheme: 'dark' },
] as const;

for (const { name, first = [], open } of SCREENS) {
  test(name, async ({ page }) => {
    await openLog(page, ...first);
    await open?.(page);
    for (const { look, width, height, colorScheme } of LOOKS) {
      await test.step(look, async () => {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await expectNoViolations(page);
        await expectNoOverhang(page);
      });
    }
  });
}
