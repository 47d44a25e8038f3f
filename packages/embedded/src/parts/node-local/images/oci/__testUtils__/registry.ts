import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { digestOf } from '../digest.ts';

/** A layer as a test describes it. */
export interface Layer {
  readonly files: Readonly<Record<string, string>>;
  readonly compression?: 'none' | 'gzip' | 'zstd';
  /** Other than what its compression is called. */
  readonly mediaType?: string;
  /** Other than what it unpacks to. */
  readonly diffId?: string;
}

/** An image as a test describes it. */
export interface TestImage {
  readonly layers: readonly Layer[];
  readonly config: unknown;
  readonly architecture: string;
}

export function imageOf(
  layers: readonly Layer[],
  config: unknown = {},
  architecture = 'amd64',
): TestImage {
  return { layers, config, architecture };
}

const TAR = 'application/vnd.oci.image.layer.v1.tar';
const compressions = {
  none: { suffix: '', compress: (content: Buffer) => content },
  gzip: { suffix: '+gzip', compress: gzipSync },
  zstd: { suffix: '+zstd', compress: zstdCompressSync },
} as const;

/** A registry in this process, which answers pulls of one user. */
export async function serveRegistry(username: string, password: string) {
  const blobs = new Map<string, Buffer>();
  const manifests = new Map<string, Buffer>();
  const requests: string[] = [];
  const users: string[] = [];
  let spoilt = (blob: Buffer): Buffer => blob;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const [user, given] = userOf(request);
    users.push(user);
    const refuse = (status: number, code: string, message: string) =>
      response
        .writeHead(status)
        .end(JSON.stringify({ errors: [{ code, message }] }));
    if (user !== username || given !== password) {
      return refuse(401, 'UNAUTHORIZED', 'authentication required');
    }
    requests.push(path);
    const blob = blobs.get(path.split('/blobs/')[1] ?? '');
    const content = manifests.get(path) ?? (blob && spoilt(blob));
    return content
      ? response.end(content)
      : refuse(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  const add = (content: Buffer, mediaType: string) => {
    blobs.set(digestOf(content), content);
    return { mediaType, digest: digestOf(content), size: content.length };
  };
  const put = (repository: string, reference: string, value: unknown) => {
    const content = Buffer.from(JSON.stringify(value));
    const digest = digestOf(content);
    for (const name of [reference, digest]) {
      manifests.set(`/v2/${repository}/manifests/${name}`, content);
    }
    return { digest, size: content.length };
  };
  const addLayer = async (layer: Layer) => {
    const archive = await archiveOf(layer.files);
    const { suffix, compress } = compressions[layer.compression ?? 'gzip'];
    return {
      diffId: layer.diffId ?? digestOf(archive),
      descriptor: add(compress(archive), layer.mediaType ?? TAR + suffix),
    };
  };
  const manifestOf = async ({ layers, config, architecture }: TestImage) => {
    const made = await Promise.all(layers.map(addLayer));
    const configuration = {
      os: 'linux',
      architecture,
      config,
      rootfs: { type: 'layers', diff_ids: made.map(({ diffId }) => diffId) },
    };
    return {
      config: add(Buffer.from(JSON.stringify(configuration)), 'config'),
      layers: made.map(({ descriptor }) => descriptor),
    };
  };
  return {
    url: `http://127.0.0.1:${port}`,
    /** Paths that were answered. */
    requests,
    /** Names in the order of the requests. */
    users,
    /** @returns the digest of the manifest */
    push: async (repository: string, tag: string, image: TestImage) =>
      put(repository, tag, await manifestOf(image)).digest,
    /** @returns the digest of the index */
    async pushIndex(
      repository: string,
      tag: string,
      images: readonly TestImage[],
    ) {
      const listed = async (image: TestImage) => {
        const { architecture } = image;
        const name = `of-${architecture}`;
        return {
          mediaType: 'application/vnd.oci.image.manifest.v1+json',
          ...put(repository, name, await manifestOf(image)),
          platform: { os: 'linux', architecture },
        };
      };
      const list = await Promise.all(images.map(listed));
      return put(repository, tag, { manifests: list }).digest;
    },
    /** Blobs are answered as this makes them. */
    spoil(change: (blob: Buffer) => Buffer) {
      spoilt = change;
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function archiveOf(files: Layer['files']): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) {
    archive.entry({ name, mtime: new Date(0) }, content);
  }
  archive.finalize();
  return buffer(archive);
}

function userOf(request: IncomingMessage): readonly [string, string] {
  const encoded = request.headers.authorization?.replace('Basic ', '') ?? '';
  const [user = '', password = ''] = Buffer.from(encoded, 'base64')
    .toString()
    .split(':');
  return [user, password];
}
