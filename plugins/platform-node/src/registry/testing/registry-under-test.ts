import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askRegistry } from '../ask';
import type { RegistryConfig } from '../config';

/** The registry of the running platform whose state folder `PILOTHOUSE_TEST_PLATFORM` names. */
export interface RegistryUnderTest {
  /** As clients know it. */
  readonly host: string;
  /** The registry behind it, which sends clients to it for tokens. */
  readonly storeHost: string;
  /** To come with one of the platform's accounts. */
  as(account: 'portal' | 'ci', host?: string): RegistryConfig;
}

/** @throws Error when no platform is named */
export function registryUnderTest(): RegistryUnderTest {
  const stateDir = process.env.PILOTHOUSE_TEST_PLATFORM;
  if (!stateDir) throw new Error('Set PILOTHOUSE_TEST_PLATFORM');
  const read = (...path: string[]) =>
    readFileSync(join(stateDir, ...path), 'utf8').trim();
  const { addresses } = JSON.parse(read('platform.json'));
  const own = `localhost:${addresses.registry}`;
  return {
    host: own,
    storeHost: `127.0.0.1:${addresses.registryStore}`,
    as: (username, host = own) => ({
      type: 'test',
      host,
      username,
      password: read('registry', `${username}-password`),
    }),
  };
}

const octets = { 'content-type': 'application/octet-stream' };

/**
 * Pushes an image whose only layer is a text.
 *
 * @returns its digest
 */
export async function pushText(
  config: RegistryConfig,
  repository: string,
  tag: string,
  text: string,
): Promise<string> {
  const settings = JSON.stringify({ architecture: 'amd64', os: 'linux' });
  const blobs = await Promise.all(
    [settings, text].map(content => pushBlob(config, repository, content)),
  );
  const types = ['config.v1+json', 'layer.v1.tar'];
  const [own, layer] = blobs.map((blob, i) => ({
    ...blob,
    mediaType: `application/vnd.oci.image.${types[i]}`,
  }));
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: own,
    layers: [layer],
  };
  const body = JSON.stringify(manifest);
  const path = `/v2/${repository}/manifests/${tag}`;
  const headers = { 'content-type': mediaType };
  await done(await askRegistry(config, path, { method: 'PUT', headers, body }));
  return digestOf(body);
}

async function pushBlob(
  config: RegistryConfig,
  repository: string,
  content: string,
): Promise<{ digest: string; size: number }> {
  const digest = digestOf(content);
  const begun = await askRegistry(config, `/v2/${repository}/blobs/uploads/`, {
    method: 'POST',
  });
  await done(begun);
  const { pathname, searchParams } = new URL(
    begun.headers.get('location') ?? '',
    `http://${config.host}`,
  );
  searchParams.set('digest', digest);
  const path = `${pathname}?${searchParams}`;
  const how = { method: 'PUT', headers: octets, body: content };
  await done(await askRegistry(config, path, how));
  return { digest, size: Buffer.byteLength(content) };
}

function digestOf(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

async function done(answer: Response): Promise<void> {
  await answer.body?.cancel();
}
