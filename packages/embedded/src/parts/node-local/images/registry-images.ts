import { readFile } from 'node:fs/promises';
import {
  manifestFor,
  parseConfiguration,
  parseManifest,
  type Configuration,
  type Manifest,
} from './oci/documents.ts';
import { digestOf } from './oci/digest.ts';
import type { ImageStore } from './oci/image-store.ts';
import { RegistryClient } from './oci/registry-client.ts';
import type { Image, ImageReference, ImageSource, PullWish } from './source.ts';

/** The registry that a node pulls from. */
export interface RegistryAccess {
  /** Its names in image references: host with port. */
  readonly names: readonly string[];
  /** Where it answers. */
  readonly url: string;
  /** Who the node is there. */
  readonly username: string;
  /** File with the node's password; read at each pull, so that it may come later. */
  readonly passwordFile: string;
}

/** What was pulled, checked and unpacked. */
interface Pulled {
  readonly digest: string;
  readonly configuration: Configuration;
  readonly rootfs: string;
}

class Puller {
  readonly #registry: RegistryAccess;
  readonly #store: ImageStore;
  readonly #architecture: string;
  readonly #pulling = new Map<string, Promise<Pulled>>();

  constructor(
    registry: RegistryAccess,
    store: ImageStore,
    architecture: string,
  ) {
    this.#registry = registry;
    this.#store = store;
    this.#architecture = architecture;
  }

  async pull(
    reference: ImageReference,
    wish: PullWish,
  ): Promise<Image | undefined> {
    const name = nameOf(reference);
    if (wish.policy !== 'Always') {
      const kept = await this.#kept(name);
      if (kept) return imageOf(reference, kept);
      if (wish.policy === 'Never') return undefined;
    }
    wish.begin();
    // What a Secret opens to one pod is not handed to another that asks at the same time.
    const credentials = await this.#credentials(reference, wish);
    const key = JSON.stringify([name, credentials]);
    const pulling =
      this.#pulling.get(key) ??
      this.#fetch(
        reference,
        new RegistryClient(
          this.#registry.url,
          reference.repository,
          credentials,
        ),
      ).finally(() => this.#pulling.delete(key));
    this.#pulling.set(key, pulling);
    return imageOf(reference, await pulling);
  }

  async #credentials(reference: ImageReference, wish: PullWish) {
    const { username, passwordFile } = this.#registry;
    const password = await readFile(passwordFile, 'utf8').catch(() => {
      throw new Error('the registry of this platform is not set up yet');
    });
    const own = { username, password };
    return [...(await wish.credentials(reference.registry)), own];
  }

  async #kept(name: string): Promise<Pulled | undefined> {
    const known = await this.#store.known(name);
    const content = known && (await this.#store.read(known.manifest));
    if (!content) return undefined;
    const manifest = parseManifest(content);
    if ('manifests' in manifest) return undefined;
    return this.#unpacked(known.digest, known.manifest, manifest);
  }

  async #fetch(
    reference: ImageReference,
    client: RegistryClient,
  ): Promise<Pulled> {
    const top = await client.manifest(reference.digest ?? reference.tag);
    const digest = reference.digest ?? digestOf(top);
    await this.#store.keep(digest, top);
    let manifestDigest = digest;
    let manifest = parseManifest(top);
    if ('manifests' in manifest) {
      manifestDigest = manifestFor(manifest, this.#architecture).digest;
      const content = await client.manifest(manifestDigest);
      await this.#store.keep(manifestDigest, content);
      manifest = parseManifest(content);
    }
    if ('manifests' in manifest) throw new Error('its index holds an index');
    for (const part of [manifest.config, ...manifest.layers]) {
      await this.#store.fetch(part, () => client.blob(part.digest));
    }
    const pulled = await this.#unpacked(digest, manifestDigest, manifest);
    await this.#store.remember(nameOf(reference), {
      digest,
      manifest: manifestDigest,
    });
    return pulled;
  }

  async #unpacked(
    digest: string,
    manifestDigest: string,
    manifest: Manifest,
  ): Promise<Pulled> {
    const content = await this.#store.read(manifest.config.digest);
    if (!content) throw new Error('its configuration is gone from this node');
    const configuration = parseConfiguration(content);
    if (configuration.os && configuration.os !== 'linux') {
      throw new Error(`it is built for ${configuration.os}`);
    }
    const { diff_ids: diffIds } = configuration.rootfs;
    if (diffIds.length !== manifest.layers.length) {
      throw new Error('its configuration and manifest differ in their layers');
    }
    const layers = manifest.layers.map((layer, at) => ({
      ...layer,
      diffId: diffIds[at] ?? '',
    }));
    const rootfs = await this.#store.rootfs(manifestDigest, layers);
    return { digest, configuration, rootfs };
  }
}

/**
 * Images of a registry, pulled by the OCI distribution API.
 *
 * @param architecture - Go's name of this machine's processor
 */
export function registryImages(
  registry: RegistryAccess,
  store: ImageStore,
  architecture: string,
): ImageSource {
  const puller = new Puller(registry, store, architecture);
  return {
    async pull(reference, wish) {
      if (!registry.names.includes(reference.registry)) return undefined;
      return puller.pull(reference, wish).catch((error: unknown) => {
        const because = error instanceof Error ? error.message : String(error);
        throw new Error(`Failed to pull image "${reference.text}": ${because}`);
      });
    },
    async known() {
      return [`whatever was pushed to ${registry.names[0]}`];
    },
  };
}

/** A name and what it may point to: with a digest the tag says nothing. */
function nameOf({ repository, tag, digest }: ImageReference): string {
  return digest ? `${repository}@${digest}` : `${repository}:${tag}`;
}

function imageOf(
  { text, registry, repository }: ImageReference,
  { digest, configuration, rootfs }: Pulled,
): Image {
  const { Entrypoint, Cmd, Env, WorkingDir, User } = configuration.config ?? {};
  return {
    reference: text,
    id: `${registry}/${repository}@${digest}`,
    config: {
      Entrypoint: Entrypoint ?? undefined,
      Cmd: Cmd ?? undefined,
      Env: Env ?? undefined,
      WorkingDir,
      User,
      architecture: configuration.architecture,
    },
    rootfs,
  };
}
