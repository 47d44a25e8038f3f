import type { KubeObject } from './kinds';
import type { KubeReader } from './KubeReader';

/**
 * One cluster, asked as a person: its rights and its audit log know them, not the portal.
 * Paths are those of the API server, with encoded parts. Every method throws the error of
 * `@backstage/errors` that fits what the API server said.
 */
export interface PersonalCluster {
  /** @returns undefined when there is no such object */
  read<T extends KubeObject>(
    path: string,
    signal?: AbortSignal,
  ): Promise<T | undefined>;
  /**
   * Objects that have these labels.
   *
   * @returns nothing for a kind that the cluster does not serve
   */
  list<T extends KubeObject>(
    path: string,
    labels: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<readonly T[]>;
  /**
   * Makes an object, or brings it to what is wanted; may be repeated.
   *
   * @param manager - who owns the fields; the portal as such unless told
   */
  apply<T extends KubeObject>(
    path: string,
    object: T,
    signal?: AbortSignal,
    manager?: string,
  ): Promise<T>;
  /** Sends what makes something anew each time, such as a token. */
  create<T extends KubeObject>(
    path: string,
    object: object,
    signal?: AbortSignal,
  ): Promise<T>;
  /**
   * Deletes an object, and in the background what it owns.
   *
   * @param only - what it must still be; whatever it is unless told
   * @returns false when there is none
   * @throws ConflictError when it is not that any more
   */
  remove(
    path: string,
    signal?: AbortSignal,
    only?: { readonly uid?: string; readonly resourceVersion?: string },
  ): Promise<boolean>;
}

/** A way to an API server for programs, as one person; it is only for those who know its address. */
export interface PersonalGate {
  /** Address on the loopback interface, for a kubeconfig; it is a secret. */
  readonly server: string;
  /** Nothing comes through any more. */
  close(): Promise<void>;
}

/** A cluster in the hands of a person. */
export interface PersonalHands {
  readonly cluster: PersonalCluster;
  /** Opens a way that lasts until it is closed, also beyond the person's request. */
  open(): Promise<PersonalGate>;
}

/** Where the API server of a cluster is, for a kubeconfig. */
export interface ClusterAddress {
  readonly server: string;
  /** By which it is recognized, in PEM; missing where the system's authorities do. */
  readonly certificateAuthority?: string;
  readonly skipTlsVerify: boolean;
}

/** Port to the clusters for what is done as a person, now or when they are long gone. */
export interface PersonalKube {
  /** What is known of the clusters, whoever asks. */
  readonly reader: KubeReader;
  /**
   * A cluster as somebody has it, with the groups that they are in directly now.
   *
   * @throws NotAllowedError when the catalog does not know them
   * @throws NotFoundError when there is no such cluster
   */
  as(userEntityRef: string, cluster: string): Promise<PersonalCluster>;
  /** The same, with a way for programs. @throws as {@link as} does */
  hands(userEntityRef: string, cluster: string): Promise<PersonalHands>;
  /** @throws NotFoundError when there is no such cluster */
  address(cluster: string): Promise<ClusterAddress>;
}
