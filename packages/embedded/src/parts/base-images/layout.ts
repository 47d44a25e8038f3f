import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** What a base image is made from. */
export interface BaseImage {
  /** Go's name of the processor, for example `amd64`. */
  readonly architecture: string;
  /** Program that a container runs when it names none. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Files by absolute path. */
  readonly files: Readonly<Record<string, string>>;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIGURATION = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** The files of an OCI image layout, by path in it; the same image gives the same bytes. */
export async function imageLayout(
  image: BaseImage,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const layout = new Map<string, Uint8Array>();
  const add = (mediaType: string, content: Uint8Array) => {
    const digest = `sha256:${sha256(content)}`;
    layout.set(`blobs/sha256/${sha256(content)}`, content);
    return { mediaType, digest, size: content.length };
  };
  const files = await archive(image.files);
  // crane takes all layers of an image that it saves for compressed as the first one is.
  const layer = add(LAYER, gzipSync(files));
  const config = add(CONFIGURATION, json(configurationOf(image, files)));
  const manifest = add(
    MANIFEST,
    json({ schemaVersion: 2, mediaType: MANIFEST, config, layers: [layer] }),
  );
  layout.set('oci-layout', json({ imageLayoutVersion: '1.0.0' }));
  layout.set('index.json', json({ schemaVersion: 2, manifests: [manifest] }));
  return layout;
}

function configurationOf(image: BaseImage, files: Uint8Array) {
  const { architecture, command, environment } = image;
  return {
    architecture,
    os: 'linux',
    config: {
      Cmd: command,
      Env: Object.entries(environment).map(([k, v]) => `${k}=${v}`),
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(files)}`] },
  };
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

async function archive(files: BaseImage['files']): Promise<Uint8Array> {
  const tar = pack();
  for (const [path, content] of Object.entries(files).sort()) {
    // Fixed, because the digest is to depend on the content alone.
    const header = { name: path.replace(/^\//, ''), mtime: new Date(0) };
    tar.entry({ ...header, mode: 0o644 }, content);
  }
  tar.finalize();
  return buffer(tar);
}
