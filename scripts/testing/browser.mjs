import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, root } from '../lib/paths.mjs';
import { Problem } from '../lib/problem.mjs';
import { outputOf, runLogged } from '../lib/run.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/**
 * A Chromium for the browser tests: the machine's own, or Debian's package where it may be
 * installed.
 *
 * @param {(text: string) => void} say
 * @returns {Promise<string>} path of the program
 */
export async function ensureBrowser(say) {
  const given = process.env.PILOTHOUSE_CHROMIUM;
  if (given) {
    if (existsSync(given)) return given;
    throw new Problem(
      `PILOTHOUSE_CHROMIUM names ${given}, which does not exist`,
    );
  }
  const found = findBrowser();
  if (found) return found;
  const sorry =
    'The browser tests need Chromium. Install it (apt-get install chromium), or name one in PILOTHOUSE_CHROMIUM.';
  if (
    process.getuid?.() !== 0 ||
    outputOf('apt-get', ['--version']) === undefined
  ) {
    throw new Problem(sorry);
  }
  say('installing Chromium');
  const log = join(cacheDir, 'logs/chromium.log');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runLogged('apt-get', ['update'], { cwd: root, env, log, sorry });
  await runLogged(
    'apt-get',
    [
      'install',
      '--yes',
      '--no-install-recommends',
      'chromium',
      'fonts-noto-cjk',
    ],
    { cwd: root, env, log, sorry },
  );
  const installed = findBrowser();
  if (!installed) throw new Problem(sorry);
  return installed;
}

function findBrowser() {
  return NAMES.map(name => outputOf('which', [name])).find(Boolean);
}
