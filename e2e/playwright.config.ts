import { defineConfig } from '@playwright/test';
import { environment } from './environment.ts';

const { url, browser, inCi } = environment();

export default defineConfig({
  testDir: './tests',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: inCi,
  retries: 0,
  workers: 1,
  reporter: [['list'], ['json']],
  outputDir: '../node_modules/.cache/e2e',
  use: {
    baseURL: url,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: browser,
      args: [
        // The sandbox needs rights that CI machines do not give to root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
