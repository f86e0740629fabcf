/** The file of a pupil and what hangs on it, in each look: nothing that axe can find, and nothing wider than the window. */
import { test } from '@playwright/test';
import { expectNoOverhang, expectNoViolations } from './log';
import { SCREENS, show } from './sian-screens';

const LOOKS = [
  { look: 'light', width: 1366, height: 768, colorScheme: 'light' },
  { look: 'small dark', width: 1024, height: 640, colorScheme: 'dark' },
  // 1366×768 at 200 % zoom is half as many pixels of the page.
  { look: '200 % zoom', width: 683, height: 384, colorScheme: 'light' },
] as const;

// Three looks of a page on a busy machine take longer than one: a limit of time is no finding.
test.describe.configure({ timeout: 180_000 });

for (const shown of SCREENS) {
  test(shown.name, async ({ page }) => {
    await show(page, shown);
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
