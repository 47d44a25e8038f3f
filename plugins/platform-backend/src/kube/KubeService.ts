import type { Readable } from 'node:stream';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import type {
  ClusterAddress,
  KubeKindName,
  KubeReader,
} from '@pilothouse/plugin-platform-node';
import type { CustomKube } from './custom';

/** Where clusters and the portal's own credentials for them come from. */
export interface KubeSource {
  /** Asked again every now and then. */
  clusters(): Promise<readonly ClusterDetails[]>;
  /** @throws when the portal has none of its own there */
  credential(cluster: ClusterDetails): Promise<KubernetesCredential>;
}

/** A request to the API server of one cluster, made with the portal's credentials. */
export interface KubeRequest {
  readonly method?: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
  /** Begins with `/api` or `/apis`; its parts are encoded by the caller. */
  readonly path: string;
  /** What is undefined is left out; of a list, each value is sent. */
  readonly query?: Readonly<
    Record<
      string,
      string | number | boolean | readonly (string | number)[] | undefined
    >
  >;
  /** In addition to the credentials, for example `Impersonate-User`. A list is sent as repeated headers. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** A string or bytes are sent as they stand, anything else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** How long the headers of the answer may take; 30 s unless told. */
  readonly timeoutMs?: number;
}

/** What the API server answered, whatever the status. */
export interface KubeResponse {
  readonly status: number;
  /** Whether the status is one of 200 to 299. */
  readonly ok: boolean;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** @throws SyntaxError when the text is no JSON */
  json<T>(): T;
}

/** An answer whose body is read as it comes. */
export interface KubeStream {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Must be read to its end or destroyed, also when the answer is not `ok`. */
  readonly body: Readable;
}

/** A place of which a caller may or may not know. */
export interface KubePlace {
  readonly cluster: string;
  /** Missing for objects without a namespace. */
  readonly namespace?: string;
  /** Of the objects there; missing for kinds that the portal does not watch. */
  readonly kind?: KubeKindName;
}

/** Tells what the caller with these credentials may see. */
export type Visibility = (
  credentials: BackstageCredentials,
) => Promise<(place: KubePlace) => boolean>;

/** All clusters of the portal: what is known of them, and the way to them. */
export interface KubeService {
  /** The watch cache. It holds everything that the portal may see, whoever asks. */
  readonly reader: KubeReader;
  /** Kinds that definitions add, watched as long as somebody needs them. */
  readonly custom: CustomKube;
  /** Begins to watch the clusters of a source, in place of the one before. */
  connect(source: KubeSource): void;
  /**
   * Asks the API server of a cluster. An answer of any status is returned as it is.
   *
   * @throws NotFoundError when there is no such cluster
   * @throws ServiceUnavailableError when it does not answer, saying why
   * @throws AnswerLostError when it may have done what it was told, and its answer is missing
   */
  request(cluster: string, request: KubeRequest): Promise<KubeResponse>;
  /**
   * The same, with a body that is read as it comes and may take for ever; it ends when the
   * signal is aborted, or the portal shuts down.
   */
  stream(cluster: string, request: KubeRequest): Promise<KubeStream>;
  /**
   * Where an API server is, for those who are told how to reach it.
   *
   * @throws NotFoundError when there is no such cluster
   */
  address(cluster: string): Promise<ClusterAddress>;
  /** Whether the portal has credentials of its own for a cluster, so that it is watched. */
  isWatchable(cluster: string): boolean;
  /** Sets what callers of the stock Kubernetes plugin may see; without it, everything. */
  restrictTo(visibility: Visibility): void;
  /** What the caller with these credentials may see. */
  visibleTo: Visibility;
}
