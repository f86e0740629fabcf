import { execFileSync } from 'node:child_process';
import { defineConfig } from '@playwright/test';

/**
 * Each run has a port of its own, so that two runs on one machine do not meet. Workers read this file again: they take the
 * port that the run chose.
 */
process.env['ENCIRCLE_BROWSER_PORT'] ??= freePort();
const origin = `http://127.0.0.1:${process.env['ENCIRCLE_BROWSER_PORT']}`;

/** Set by who has just built the pages. */
const build = process.env['ENCIRCLE_UI_BUILT'] ? '' : 'npm run build && ';

/** A port that the system gives out, asked for in a process of its own: a configuration is read without waiting. */
function freePort(): string {
  const ask =
    "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })";
  return execFileSync(process.execPath, ['-e', ask], { encoding: 'utf8' }).trim();
}

/**
 * Browser tests run the built pages in an installed Chromium over replies recorded from the real
 * commands. No browser is downloaded: `ENCIRCLE_CHROMIUM` names another one where needed.
 */
export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: [['list']],
  // These only keep a broken run from hanging: a machine that is busy with a build is no fault of a page.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: origin,
    // Opening a window costs as much as a whole short test. Storage, init scripts, clock and viewport are put back between
    // tests, and all that a page of Encircle knows lies in the page itself, which each test loads anew.
    reuseContext: true,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1366, height: 768 },
    // A click on what is not there fails as a look at it does.
    actionTimeout: 30_000,
    // A colour on its way to another is no colour that can be measured.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env['ENCIRCLE_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `${build}npx vite preview --host 127.0.0.1 --port ${process.env['ENCIRCLE_BROWSER_PORT']} --strictPort`,
    url: origin,
    reuseExistingServer: false,
    timeout: 180_000,
  },
});
