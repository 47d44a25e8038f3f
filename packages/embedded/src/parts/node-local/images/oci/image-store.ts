import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { z } from 'zod';
import {
  exists,
  readIfExists,
  writeAtomic,
} from '../../../../platform/files.ts';
import { intoPlace } from '../../../../platform/into-place.ts';
import { hashFor, noLongerThan, throughHash, verify } from './digest.ts';
import type { Descriptor } from './documents.ts';
import { applyLayer } from './unpack.ts';

const tagSchema = z.object({ digest: z.string(), manifest: z.string() });

/** What a name stood for when it was pulled last. */
export interface KnownImage {
  /** Of what the name points to: an index or a manifest. */
  readonly digest: string;
  /** Of the manifest for this machine. */
  readonly manifest: string;
}

/** A layer: where it lies in the registry, and the digest of what is in it. */
export interface Layer extends Descriptor {
  readonly diffId: string;
}

const decoders: Readonly<Record<string, () => Duplex>> = {
  'application/vnd.oci.image.layer.v1.tar': () => new PassThrough(),
  'application/vnd.oci.image.layer.v1.tar+gzip': createGunzip,
  'application/vnd.oci.image.layer.v1.tar+zstd': createZstdDecompress,
  'application/vnd.docker.image.rootfs.diff.tar': () => new PassThrough(),
  'application/vnd.docker.image.rootfs.diff.tar.gzip': createGunzip,
};

/**
 * Content of images by its digest, and what names stand for. What lies here was checked
 * against its digest; what two images share lies here once.
 */
export class ImageStore {
  readonly #dir: string;
  /** By path, so that two who want the same wait for one. */
  readonly #making = new Map<string, Promise<void>>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Takes content that is at hand. @throws Error when its digest is another */
  async keep(digest: string, content: Uint8Array): Promise<void> {
    verify('its manifest', digest, hashFor(digest).update(content));
    await this.#once(this.#blob(digest), path => writeAtomic(path, content));
  }

  /** Fetches content that is not here yet. @throws Error when its digest is another */
  async fetch(
    { digest, size }: Descriptor,
    open: () => Promise<ReadableStream<Uint8Array>>,
  ): Promise<void> {
    await this.#once(this.#blob(digest), path =>
      intoPlace(path, async draft => {
        const hash = hashFor(digest);
        await pipeline(
          Readable.fromWeb(await open()),
          noLongerThan(size, `the content ${digest}`),
          throughHash(hash),
          createWriteStream(draft, { mode: 0o600 }),
        );
        verify('its content', digest, hash);
      }),
    );
  }

  /** @returns undefined when it is not here */
  async read(digest: string): Promise<Uint8Array | undefined> {
    const path = this.#blob(digest);
    return (await exists(path)) ? readFile(path) : undefined;
  }

  /** The folder with an image's files, unpacked from layers that are here. */
  async rootfs(manifest: string, layers: readonly Layer[]): Promise<string> {
    const path = this.#path('rootfs', manifest);
    await this.#once(path, () =>
      intoPlace(path, async draft => {
        await mkdir(draft, { mode: 0o700 });
        for (const layer of layers) await this.#unpack(layer, draft);
      }),
    );
    return path;
  }

  async known(name: string): Promise<KnownImage | undefined> {
    const text = await readIfExists(this.#name(name));
    return text ? tagSchema.parse(JSON.parse(text)) : undefined;
  }

  async remember(name: string, image: KnownImage): Promise<void> {
    await writeAtomic(this.#name(name), JSON.stringify(image));
  }

  async #unpack(layer: Layer, root: string): Promise<void> {
    const decoder = decoders[layer.mediaType];
    if (!decoder) {
      throw new Error(
        `its layer ${layer.digest} is of the type ${layer.mediaType}, which this node cannot unpack`,
      );
    }
    const hash = hashFor(layer.diffId);
    const packed = createReadStream(this.#blob(layer.digest));
    await applyLayer([packed, decoder(), throughHash(hash)], root);
    verify(`the layer ${layer.digest}, unpacked,`, layer.diffId, hash);
  }

  async #once(
    path: string,
    make: (path: string) => Promise<void>,
  ): Promise<void> {
    if (await exists(path)) return;
    const made =
      this.#making.get(path) ??
      make(path).finally(() => this.#making.delete(path));
    this.#making.set(path, made);
    await made;
  }

  #blob(digest: string): string {
    return this.#path('blobs', digest);
  }

  #path(kind: string, digest: string): string {
    return join(this.#dir, kind, digest.replace(':', '-'));
  }

  #name(name: string): string {
    return join(this.#dir, 'names', `${encodeURIComponent(name)}.json`);
  }
}
