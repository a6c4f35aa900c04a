import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/copy-course.ts',
  // Emptied at the start; the reports of suites that run beside this one are in the folder above.
  outputDir: 'test-results/e2e',
  // Two files side by side: while the one waits for a node that has to notice something, the other has the processors. With more, both only get slower.
  workers: 2,
  fullyParallel: false,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  // A test that passes then is unstable. `./kindlab test` names it, and fails if there are more than a few.
  retries: 1,
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    screenshot: 'only-on-failure',
    // Pictures for a trace take an eighth of the time of the tests; the one at the failure is there without.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      // Without these Chromium calls its maker at every start.
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
