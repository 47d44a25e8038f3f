import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MeasuredPlatform, type StartTimes } from './platform.ts';

/** Clones the checkout and starts it with every cache empty. Takes some ten minutes. */
export async function coldStart(
  root: string,
  port: number,
): Promise<StartTimes> {
  const scratch = await mkdtemp(join(tmpdir(), 'pilothouse-cold-'));
  const clone = join(scratch, 'clone');
  try {
    await promisify(execFile)('git', ['clone', '--quiet', root, clone]);
    const platform = await MeasuredPlatform.create(clone, port, {
      PILOTHOUSE_CACHE: join(scratch, 'cache'),
      GOCACHE: join(scratch, 'go-build'),
      GOMODCACHE: join(scratch, 'go-mod'),
      YARN_GLOBAL_FOLDER: join(scratch, 'yarn'),
      npm_config_cache: join(scratch, 'npm'),
      PIP_NO_CACHE_DIR: '1',
    });
    try {
      return await platform.start();
    } finally {
      await platform.remove();
    }
  } finally {
    // Go's module cache is read-only.
    await promisify(execFile)('chmod', ['-R', 'u+w', scratch]);
    await rm(scratch, { recursive: true, force: true });
  }
}
