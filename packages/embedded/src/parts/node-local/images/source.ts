import type { Credential } from './oci/registry-client.ts';

/** The subset of an OCI image configuration that this node understands. */
export interface ImageConfig {
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  /** `NAME=value` each. */
  readonly Env?: readonly string[];
  readonly WorkingDir?: string;
  /** Number or name, with an optional `:group`. */
  readonly User?: string;
  /** Go's name of the processor, for example `amd64`. */
  readonly architecture?: string;
}

/** An image at hand. */
export interface Image {
  readonly reference: string;
  /** Goes into `status.containerStatuses[].imageID`; changes when the content does. */
  readonly id: string;
  readonly config: ImageConfig;
  /** Folder laid over the machine's own file system; absent when it adds no files. */
  readonly rootfs?: string;
  /** What a person should know about it, a sentence for the Pulled event. */
  readonly note?: string;
}

/** How a container wants its image. */
export interface PullWish {
  /** `Always`, `IfNotPresent` or `Never`, as in `imagePullPolicy`. */
  readonly policy?: string;
  /** What the pod's pull secrets hold for a registry, in the order to try. */
  credentials(registry: string): Promise<readonly Credential[]>;
  /** Is told when a registry is asked. */
  begin(): void;
}

/** A place that images come from. */
export interface ImageSource {
  /**
   * Makes an image ready to run.
   *
   * @returns undefined when this source does not have it
   * @throws with a sentence for a person when it has it but cannot give it
   */
  pull(reference: ImageReference, wish: PullWish): Promise<Image | undefined>;
  /** References that can be run, for the message about one that cannot. */
  known(): Promise<readonly string[]>;
}

/** An image reference, taken apart. */
export interface ImageReference {
  /** As written in the pod. */
  readonly text: string;
  /** Registry host with port; empty when none is named or it is Docker Hub. */
  readonly registry: string;
  /** Without Docker Hub's `library/`. */
  readonly repository: string;
  readonly tag: string;
  readonly digest?: string;
}

const HOST =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?$/;
const REPOSITORY =
  /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/**
 * Takes an image reference apart by the rules of the distribution specification.
 *
 * @returns undefined when it is not one (InvalidImageName)
 */
export function parseReference(text: string): ImageReference | undefined {
  const [name = '', digest, ...more] = text.split('@');
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isHost = /[.:]/.test(first) || first === 'localhost';
  const path = isHost ? name.slice(slash + 1) : name;
  const colon = path.lastIndexOf(':');
  const repository = colon < 0 ? path : path.slice(0, colon);
  const tag = colon < 0 ? 'latest' : path.slice(colon + 1);
  const isValid =
    (!isHost || HOST.test(first)) &&
    REPOSITORY.test(repository) &&
    TAG.test(tag) &&
    (digest === undefined || DIGEST.test(digest)) &&
    more.length === 0;
  if (!isValid) {
    return undefined;
  }
  const hub = !isHost || /^(index\.)?docker\.io$/.test(first);
  return {
    text,
    registry: hub ? '' : first,
    repository: hub ? repository.replace(/^library\//, '') : repository,
    tag,
    digest,
  };
}

/** Several sources asked in turn; the first that has the image gives it. */
export function firstOf(sources: readonly ImageSource[]): ImageSource {
  return {
    async pull(reference, wish) {
      for (const source of sources) {
        const image = await source.pull(reference, wish);
        if (image) {
          return image;
        }
      }
      return undefined;
    },
    async known() {
      const lists = await Promise.all(sources.map(source => source.known()));
      return lists.flat();
    },
  };
}
