import { defineConfig } from '@playwright/test';

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
    baseURL: 'http://127.0.0.1:4173',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1366, height: 768 },
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
    command: 'npm run build && npx vite preview --host 127.0.0.1 --port 4173 --strictPort',
    url: 'http://127.0.0.1:4173',
    reuseExistingServer: false,
    timeout: 180_000,
  },
});
