/** Opens the window over recorded replies, and looks at it with axe. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';
import { installFake, type Recorded } from '../../src/ipc/fake';

/** Entries without files, for every test that is about something else. */
const NO_FILES: Recorded = { command: 'list_attachments', view: [] };

const SCHOOL = JSON.parse(readFileSync('tests/replies/school.json', 'utf8')) as Recorded[];

/** The recorded status, changed. */
export function status(changes: Record<string, unknown>): Recorded {
  const recorded = SCHOOL.find((r) => r.command === 'get_status');
  return { command: 'get_status', view: { ...(recorded?.view as object), ...changes } };
}

export const NONE = status({
  state: 'none',
  place: 'own',
  made_up: false,
  school: null,
  person: null,
  sample_exists: false,
});
export const LOCKED = status({
  state: 'locked',
  place: 'own',
  made_up: false,
  school: null,
  person: null,
  locked_at: '2026-11-25T13:10:00Z',
  locked_because: 'idle',
});

/** Answers given here come before the recorded ones. The clock stands at five past two on a Wednesday. */
export async function openLog(page: Page, ...first: Recorded[]) {
  // A fault, or something that the content security policy refused: the test ends there.
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (message.type() === 'error') throw new Error(message.text());
  });
  await page.clock.install({ time: new Date('2026-11-25T14:05:00Z') });
  // As the shell does, so that nothing leans on a prototype that it may change.
  await page.addInitScript(() => Object.freeze(Object.prototype));
  await page.addInitScript(installFake, [...first, ...SCHOOL, NO_FILES]);
  await page.goto('/');
  await page.locator('main h1').waitFor();
}

export async function calls(page: Page, command: string): Promise<unknown[]> {
  return page.evaluate(
    (name) => window.fake.calls.filter((c) => c.command === name).map((c) => c.args),
    command,
  );
}

const LOOK: RunOptions = {
  resultTypes: ['violations'],
  // A finding is shown by its markup; no rule that runs here reads a style sheet.
  selectors: false,
  preload: false,
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

/** Axe goes into a page once, however often the page is looked at: half a megabyte takes longer to send than to run. */
export async function expectNoViolations(page: Page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (options) => {
    const results = await window.axe.run(document, options);
    return results.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`);
  }, LOOK);
  expect(violations).toEqual([]);
}

/** Nothing is wider than the window; and where pages lie in their frame, nothing behind it can be scrolled to. */
export async function expectNoOverhang(page: Page) {
  const { wider, longer, stacked } = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return {
      wider: scrollWidth - clientWidth,
      longer: scrollHeight - clientHeight,
      // A narrow window scrolls as a whole.
      stacked: clientWidth < 800,
    };
  });
  expect({ wider, longer: stacked ? 0 : longer }).toEqual({ wider: 0, longer: 0 });
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
