/** A file of hundreds of entries: the first are there at once, and in the end all of them. */
import { expect, test } from '@playwright/test';
import type { ChronologyView, ConcernView } from '../../src/ipc/contract';
import { openLog } from './log';
import { concerns } from './sian';
import { REPLIES } from './sian-replies';
import { toFile } from './sian-screens';

const ENTRIES = 300;
const model = concerns[0] as ConcernView;
const long: ChronologyView = {
  entries: Array.from({ length: ENTRIES }, (_, index) => ({
    kind: 'concern' as const,
    entry: { ...model, id: `long${index}`, what_happened: `Entry number ${index}.` },
  })),
  total: ENTRIES,
};

test.beforeEach(async ({ page }) => {
  await openLog(page, { command: 'get_chronology', view: long }, ...REPLIES);
});

test('every entry of a long file comes, in order, and whoever reads the first is not moved', async ({
  page,
}) => {
  await toFile(page);
  const first = page.getByText('Entry number 0.', { exact: true });
  await expect(first).toBeVisible();
  const before = await first.boundingBox();
  const texts = page.getByText(/^Entry number \d+\.$/);
  await expect(texts).toHaveCount(ENTRIES);
  expect(await texts.allTextContents()).toEqual(
    Array.from({ length: ENTRIES }, (_, index) => `Entry number ${index}.`),
  );
  expect(await first.boundingBox()).toEqual(before);
});
