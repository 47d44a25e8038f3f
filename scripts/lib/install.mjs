import { createHash } from 'node:crypto';
import {
  existsSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { compileAhead } from './ahead.mjs';
import { cacheDir, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { runLogged } from './run.mjs';
import { environment } from './toolchain.mjs';

const GIB = 1024 ** 3;
const NEEDED_GIB = 5;
const stamp = join(root, 'node_modules/.pilothouse-install');

/** What each step of Yarn's means to a person. */
const STEPS = {
  Resolution: 'reading the lock file',
  Fetch: 'fetching',
  Link: 'unpacking and building native add-ons',
};

/** Whether packages were ever installed in this checkout. */
export function wasInstalled() {
  return existsSync(stamp);
}

/**
 * Installs what the lock file names, unless that was done.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {{ progress: import('./progress.mjs').Progress, servers: boolean }} options
 *   `servers` tells that the embedded servers are needed next: they are compiled beside it
 */
export async function ensureInstalled(toolchain, { progress, servers }) {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'yarn.lock')))
    .update(toolchain.node)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  requireSpace();
  progress.say('installing packages (2 to 4 minutes the first time)');
  rmSync(stamp, { force: true });
  const ahead = servers ? compileAhead(toolchain) : undefined;
  try {
    const log = join(cacheDir, 'logs/install.log');
    await progress.during(
      () => `installing packages: ${stepIn(readIfExists(log))}`,
      () => install(toolchain, log),
    );
  } finally {
    await ahead?.end();
  }
  writeFileSync(stamp, wanted);
}

/**
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {string} log
 */
async function install(toolchain, log) {
  const yarn = join(root, '.yarn/releases/yarn-4.13.0.cjs');
  await runLogged(toolchain.node, [yarn, 'install', '--immutable'], {
    cwd: root,
    env: environment(toolchain),
    log,
    sorry:
      'Packages could not be installed. If the lines above speak of the network, check it and start again: what was fetched is kept. If they speak of the lock file, this checkout is at fault.',
  });
}

/**
 * What Yarn is about.
 *
 * @param {string} text what it has said so far
 */
export function stepIn(text) {
  const name = [...text.matchAll(/┌ (\w+) step/g)].at(-1)?.[1] ?? '';
  const known = Object.entries(STEPS).find(([step]) => step === name);
  return known?.[1] ?? 'reading what is needed';
}

/** @param {string} file */
function readIfExists(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/**
 * One sentence when that many bytes do not suffice for packages.
 *
 * @param {number} free
 * @param {string} dir a folder on that disk
 */
export function spaceProblem(free, dir) {
  const gib = free / GIB;
  return gib < NEEDED_GIB
    ? `Only ${gib.toFixed(
        1,
      )} GiB are free on the disk of ${dir}, ${NEEDED_GIB} are needed for packages. Free some and start again.`
    : undefined;
}

function requireSpace() {
  const { bavail, bsize } = statfsSync(root);
  const problem = spaceProblem(bavail * bsize, root);
  if (problem) throw new Problem(problem);
}
