import { readdir, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { readIfExists } from '../../../platform/files.ts';
import type { Log } from '../../../platform/log.ts';
import { layout } from './settings.ts';

const described = z.object({
  mediaType: z.string().optional(),
  digest: z.string(),
  size: z.number(),
  platform: z.record(z.string(), z.unknown()).optional(),
});

const manifestSchema = z.object({
  mediaType: z.string().optional(),
  config: described.optional(),
  layers: z.array(described).optional(),
  manifests: z.array(described).optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** A manifest that a repository holds. */
export interface Revision {
  readonly digest: string;
  readonly pushedAt: Date;
  readonly bytes: number;
  readonly manifest: Manifest;
  readonly tags: readonly { readonly name: string; readonly pushedAt: Date }[];
}

/** Reads what the registry behind holds, from where it keeps it. */
export class Content {
  readonly #at: ReturnType<typeof layout>;
  readonly #log: Log;

  constructor(dataDir: string, log: Log) {
    this.#at = layout(dataDir);
    this.#log = log;
  }

  /** Names of the projects that anything is stored in. */
  async projects(): Promise<string[]> {
    return (await namesIn(this.#at.repositories)).sort();
  }

  /** Repositories of a project that hold something, by name. */
  async repositories(project: string): Promise<string[]> {
    const names = await this.#below(join(this.#at.repositories, project));
    const held = await Promise.all(
      names.map(async name => (await this.#digests(name)).length > 0),
    );
    return names.filter((_, i) => held[i]).sort();
  }

  /** All manifests of a repository that can be read, the newest first. */
  async revisions(repository: string): Promise<Revision[]> {
    const [digests, tags] = await Promise.all([
      this.#digests(repository),
      this.#tags(repository),
    ]);
    const found = await Promise.all(
      digests.map(async ({ digest, pushedAt }) => {
        const text = await this.blob(digest);
        if (text === undefined) return undefined;
        const manifest = parseManifest(text);
        if (!manifest) {
          this.#log('unreadable-manifest', { repository, digest });
          return undefined;
        }
        return {
          digest,
          pushedAt,
          bytes: Buffer.byteLength(text),
          manifest,
          tags: tags.filter(tag => tag.digest === digest),
        };
      }),
    );
    return found
      .filter(revision => revision !== undefined)
      .sort(
        (a, b) =>
          b.pushedAt.getTime() - a.pushedAt.getTime() ||
          a.digest.localeCompare(b.digest),
      );
  }

  /** A manifest or a configuration as it was pushed, or undefined where it is not there. */
  async blob(digest: string): Promise<string | undefined> {
    // It comes from what somebody has pushed, and becomes a path.
    const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
    return hex && readIfExists(this.#at.blob(hex));
  }

  /** Bytes of a project, each blob counted once. */
  async used(project: string): Promise<number> {
    return sumOf(await this.#blobs(project));
  }

  /** Bytes that a manifest adds to a project, which may hold some of its blobs. */
  async added(
    project: string,
    pushed: Parameters<typeof blobsOf>[0],
  ): Promise<number> {
    const held = await this.#blobs(project);
    return sumOf(blobsOf(pushed).filter(([digest]) => !held.has(digest)));
  }

  async #blobs(project: string): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for (const name of await this.repositories(project)) {
      for (const revision of await this.revisions(name)) {
        for (const [digest, size] of blobsOf(revision)) sizes.set(digest, size);
      }
    }
    return sizes;
  }

  /** Forgets all that a repository holds, but not the repositories below its name. */
  async forget(repository: string): Promise<void> {
    for (const part of ['_manifests', '_layers', '_uploads']) {
      const path = join(this.#at.repositories, repository, part);
      await rm(path, { recursive: true, force: true });
    }
  }

  async #below(dir: string): Promise<string[]> {
    const entries = await namesIn(dir);
    const own = entries.includes('_manifests')
      ? [relative(this.#at.repositories, dir)]
      : [];
    const deeper = entries.filter(name => !name.startsWith('_'));
    const found = await Promise.all(
      deeper.map(name => this.#below(join(dir, name))),
    );
    return [...own, ...found.flat()];
  }

  async #digests(repository: string) {
    const dir = join(
      this.#at.repositories,
      ...[repository, '_manifests/revisions/sha256'],
    );
    const links = await Promise.all(
      (await namesIn(dir)).map(hex => linkAt(join(dir, hex, 'link'))),
    );
    return links.filter(link => link !== undefined);
  }

  async #tags(repository: string) {
    const dir = join(this.#at.repositories, repository, '_manifests/tags');
    const links = await Promise.all(
      (
        await namesIn(dir)
      ).map(async name => {
        const link = await linkAt(join(dir, name, 'current/link'));
        return link && { ...link, name };
      }),
    );
    return links.filter(link => link !== undefined);
  }
}

/** Digest and size of all that a manifest is made of, itself included, each once. */
export function blobsOf({
  digest,
  bytes,
  manifest,
}: Pick<Revision, 'digest' | 'bytes' | 'manifest'>): [string, number][] {
  const { config, layers = [] } = manifest;
  const blobs = [...(config ? [config] : []), ...layers];
  const sizes = blobs.map((blob): [string, number] => [blob.digest, blob.size]);
  return [...new Map([[digest, bytes], ...sizes])];
}

/** A manifest from its text, or undefined when that is none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function sumOf(sizes: Iterable<readonly [string, number]>): number {
  return [...sizes].reduce((sum, [, size]) => sum + size, 0);
}

async function linkAt(path: string) {
  const text = await readIfExists(path);
  if (!text) return undefined;
  const times = await stat(path).catch(() => undefined);
  return times && { digest: text.trim(), pushedAt: times.mtime };
}

async function namesIn(dir: string): Promise<string[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true });
    return entries.filter(entry => entry.isDirectory()).map(each => each.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
