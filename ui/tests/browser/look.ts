/** Looks at a page as a person does, at both sizes of a school laptop and at 200 % zoom, and as axe does, in light and dark. */
import { type Page } from '@playwright/test';
import { expectNoOverhang, expectNoViolations } from './log';

const SIZES = [
  { name: 'zoom', width: 683, height: 384 },
  { name: '1024', width: 1024, height: 640 },
  { name: '1366', width: 1366, height: 768 },
] as const;

/** Leaves a picture of each, to be opened by whoever changes the page. */
export async function look(page: Page, name: string) {
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `test-results/${name}-${size.name}-${scheme}.png` });
      await expectNoOverhang(page);
    }
    await expectNoViolations(page);
  }
}
