import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { Image, ImageReference, ImageSource } from './source.ts';

const configSchema = z.object({
  Entrypoint: z.array(z.string()).optional(),
  Cmd: z.array(z.string()).optional(),
  Env: z.array(z.string().includes('=')).optional(),
  WorkingDir: z.string().optional(),
  User: z.string().optional(),
  architecture: z.string().optional(),
});

/**
 * Images that are folders: `<root>/<repository>/<tag>/` holds `image.json` and, where the
 * image brings files, `rootfs/`. A registry in the reference is looked for as a first
 * folder, and then left out.
 *
 * @param roots - folders asked in turn; one that is missing is empty
 */
export function folderImages(roots: readonly string[]): ImageSource {
  return {
    async pull(reference) {
      for (const folder of candidates(roots, reference)) {
        const image = await readImage(folder, reference);
        if (image) {
          return image;
        }
      }
      return undefined;
    },
    async known() {
      const found = await Promise.all(roots.map(root => findImages(root)));
      return found.flat().sort();
    },
  };
}

function candidates(roots: readonly string[], reference: ImageReference) {
  const { registry, repository, tag } = reference;
  return roots.flatMap(root => [
    ...(registry ? [join(root, registry, repository, tag)] : []),
    join(root, repository, tag),
  ]);
}

async function readImage(
  folder: string,
  reference: ImageReference,
): Promise<Image | undefined> {
  const file = join(folder, 'image.json');
  const content = await readFile(file).catch(unlessMissing);
  if (!content) {
    return undefined;
  }
  const parsed = parseConfig(content.toString());
  if (!parsed) {
    throw new Error(
      `${file} is not an image configuration: it may hold Entrypoint, Cmd, Env, WorkingDir, User and architecture.`,
    );
  }
  const rootfs = join(folder, 'rootfs');
  const files = await listFiles(rootfs);
  const digest = createHash('sha256').update(content);
  for (const { path, size, modified } of files ?? []) {
    digest.update(`${relative(rootfs, path)} ${size} ${modified}\n`);
  }
  return {
    reference: reference.text,
    id: `folder://${reference.repository}@sha256:${digest.digest('hex')}`,
    config: parsed,
    rootfs: files && rootfs,
  };
}

/** @throws what is not the absence of a file or folder */
function unlessMissing(error: unknown): undefined {
  const isMissing =
    error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (!isMissing) {
    throw error;
  }
}

function parseConfig(text: string): z.infer<typeof configSchema> | undefined {
  try {
    return configSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

interface FileFact {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

async function listFiles(folder: string): Promise<FileFact[] | undefined> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(unlessMissing);
  if (!entries) {
    return undefined;
  }
  const paths = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async path => {
      const { size, mtimeMs } = await stat(path);
      return { path, size, modified: mtimeMs };
    }),
  );
}

async function findImages(root: string, below = ''): Promise<string[]> {
  const entries =
    (await readdir(join(root, below), { withFileTypes: true }).catch(
      unlessMissing,
    )) ?? [];
  if (entries.some(entry => entry.name === 'image.json')) {
    const parts = below.split('/');
    return [`${parts.slice(0, -1).join('/')}:${parts.at(-1)}`];
  }
  const folders = entries.filter(entry => entry.isDirectory());
  const found = await Promise.all(
    folders.map(entry =>
      findImages(root, below ? `${below}/${entry.name}` : entry.name),
    ),
  );
  return found.flat();
}
