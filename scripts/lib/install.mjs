import { createHash } from 'node:crypto';
import {
  existsSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheDir, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { runLogged } from './run.mjs';
import { environment } from './toolchain.mjs';

const GIB = 1024 ** 3;
const NEEDED_GIB = 5;
const stamp = join(root, 'node_modules/.pilothouse-install');

/**
 * Installs what the lock file names, unless that was done.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {(text: string) => void} say
 */
export async function ensureInstalled(toolchain, say) {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'yarn.lock')))
    .update(toolchain.node)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  requireSpace();
  say('installing packages (2 to 4 minutes the first time)');
  rmSync(stamp, { force: true });
  await runLogged(
    toolchain.node,
    [join(root, '.yarn/releases/yarn-4.13.0.cjs'), 'install', '--immutable'],
    {
      cwd: root,
      env: environment(toolchain),
      log: join(cacheDir, 'logs/install.log'),
      sorry:
        'Packages could not be installed. If the lines above speak of the network, check it and start again: what was fetched is kept. If they speak of the lock file, this checkout is at fault.',
    },
  );
  writeFileSync(stamp, wanted);
}

function requireSpace() {
  const { bavail, bsize } = statfsSync(root);
  const free = (bavail * bsize) / GIB;
  if (free >= NEEDED_GIB) return;
  throw new Problem(
    `Only ${free.toFixed(
      1,
    )} GiB are free on the disk of ${root}, ${NEEDED_GIB} are needed for packages. Free some and start again.`,
  );
}
