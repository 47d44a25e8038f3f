import { defineConfig } from '@playwright/test';
import { environment } from './environment.ts';
import type { Options } from './fixtures.ts';

const { url, browser, inCi } = environment();

/** Starts a cluster and a portal of its own, which readers of both languages look at. */
const inBothLanguages = '**/two-clusters.spec.ts';

export default defineConfig<Options>({
  testDir: './tests',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: inCi,
  retries: 0,
  workers: 1,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME
    ? [['list'], ['json']]
    : [['list']],
  outputDir: '../node_modules/.cache/e2e',
  projects: [
    {
      name: 'English',
      testIgnore: inBothLanguages,
      use: { locale: 'en-US', language: 'en' },
    },
    {
      name: '简体中文',
      testIgnore: inBothLanguages,
      // What differs in words only, or takes minutes, is tried in one language.
      grepInvert: /@once/,
      use: { locale: 'zh-CN', language: 'zh' },
    },
    { name: 'both languages', testMatch: inBothLanguages },
  ],
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
