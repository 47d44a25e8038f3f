import { launchScript } from './lib/launch.mjs';
import { runMain } from './lib/problem.mjs';
import { ensureBrowser } from './testing/browser.mjs';

runMain(async () => {
  const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);
  process.env.PILOTHOUSE_CHROMIUM = await ensureBrowser(say);
  launchScript('bench/main.ts');
});
