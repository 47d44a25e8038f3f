import { isDeepStrictEqual } from 'node:util';
import {
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type {
  ClusterAddress,
  KubeChange,
  KubeReader,
} from '@pilothouse/plugin-platform-node';
import { addressOf } from '../connect/address';
import { ClusterFailure } from '../connect/ClusterFailure';
import type { Answer, OpenRequest } from '../connect/ClusterConnection';
import { pause } from '../connect/pause';
import { connectionReason, withoutSecrets } from '../connect/reasons';
import { AnswerLostError, mayChange } from '../AnswerLostError';
import type { CustomChange, CustomKube } from '../custom';
import type {
  KubeRequest,
  KubeResponse,
  KubeService,
  KubeSource,
  KubeStream,
  Visibility,
} from '../KubeService';
import { ClusterCache, type ClusterCacheOptions } from './ClusterCache';
import type { ClusterFigures } from './figures';

const REFRESH_MS = 30_000;
const SOON_MS = 2_000;

const everything: Visibility = async () => () => true;

/** What {@link WatchedClusters} needs. */
export interface WatchedClustersOptions {
  readonly logger: LoggerService;
  readonly refreshMs?: number;
  /** What callers may see until that is restricted; everything unless told. */
  readonly visibility?: Visibility;
  /** Waits before a kind of a cluster is asked for again. */
  readonly pause?: ClusterCacheOptions['pause'];
}

/** Watches all clusters of a source, and follows as they come and go. */
export class WatchedClusters implements KubeService {
  readonly reader: KubeReader;
  readonly custom: CustomKube;
  readonly #logger: LoggerService;
  readonly #refreshMs: number;
  readonly #clusters = new Map<string, ClusterCache>();
  readonly #listeners = new Set<(change: KubeChange) => void>();
  readonly #customListeners = new Set<(change: CustomChange) => void>();
  readonly #ended = new AbortController();
  #source = new AbortController();
  readonly #pauseOfKinds: ClusterCacheOptions['pause'];
  #visibility: Visibility;

  constructor(options: WatchedClustersOptions) {
    const { logger, refreshMs = REFRESH_MS, visibility = everything } = options;
    this.#logger = logger;
    this.#refreshMs = refreshMs;
    this.#pauseOfKinds = options.pause;
    this.#visibility = visibility;
    this.reader = {
      clusters: () => [...this.#clusters.values()],
      cluster: name => this.#clusters.get(name),
      subscribe: listener => {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
      },
    };
    this.custom = {
      cluster: name => this.#clusters.get(name)?.custom,
      subscribe: listener => {
        this.#customListeners.add(listener);
        return () => void this.#customListeners.delete(listener);
      },
    };
  }

  connect(source: KubeSource): void {
    this.#source.abort();
    this.#source = new AbortController();
    void this.#follow(
      source,
      AbortSignal.any([this.#source.signal, this.#ended.signal]),
    );
  }

  async request(name: string, asked: KubeRequest): Promise<KubeResponse> {
    const answer = await this.#open(name, asked).catch(error => {
      throw failureOf(name, asked, error);
    });
    const text = await answer.body.text().catch(error => {
      asked.signal?.throwIfAborted();
      const because = connectionReason(error);
      throw mayChange(asked) && !isRefusal(answer)
        ? new AnswerLostError(name, because)
        : unavailable(name, { message: because });
    });
    return { ...outline(answer), text, json: () => JSON.parse(text) };
  }

  async stream(name: string, asked: KubeRequest): Promise<KubeStream> {
    const unpaused = { ...asked, pauseMs: 0 };
    const answer = await this.#open(name, unpaused).catch(error => {
      throw failureOf(name, asked, error);
    });
    return { ...outline(answer), body: answer.body };
  }

  async address(name: string): Promise<ClusterAddress> {
    const { origin, prefix, tls } = await addressOf(this.#known(name).details);
    return {
      server: origin + prefix,
      ...(tls.ca && { certificateAuthority: String(tls.ca) }),
      skipTlsVerify: tls.rejectUnauthorized === false,
    };
  }

  readonly isWatchable = (name: string): boolean =>
    this.#clusters.get(name)?.isWatchable() ?? false;

  restrictTo(visibility: Visibility): void {
    this.#visibility = visibility;
  }

  readonly visibleTo: Visibility = credentials => this.#visibility(credentials);

  /** What is done and kept of all clusters, for whoever measures it. */
  figures(): readonly ClusterFigures[] {
    return [...this.#clusters.values()].map(cluster => cluster.figures());
  }

  /** Ends all watches and requests. */
  async end(): Promise<void> {
    this.#ended.abort();
    await Promise.all([...this.#clusters.values()].map(c => c.end()));
  }

  async #open(name: string, asked: OpenRequest): Promise<Answer> {
    return this.#known(name).open(asked);
  }

  #known(name: string): ClusterCache {
    const cluster = this.#clusters.get(name);
    if (!cluster) throw new NotFoundError(`There is no cluster ${name}`);
    return cluster;
  }

  async #follow(source: KubeSource, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const found = await this.#ask(source);
      if (signal.aborted) return;
      if (found) this.#reconcile(found, source);
      await pause(found ? this.#refreshMs : SOON_MS, signal);
    }
  }

  async #ask(
    source: KubeSource,
  ): Promise<readonly ClusterDetails[] | undefined> {
    try {
      return await source.clusters();
    } catch (error) {
      this.#logger.warn(
        `The list of clusters cannot be had, the last one stays in use: ${withoutSecrets(
          toError(error).message,
        )}`,
      );
      return undefined;
    }
  }

  #reconcile(found: readonly ClusterDetails[], source: KubeSource): void {
    const wanted = new Map(found.map(details => [details.name, details]));
    for (const [name, cluster] of this.#clusters) {
      if (isDeepStrictEqual(wanted.get(name), cluster.details)) continue;
      this.#clusters.delete(name);
      void cluster.end();
      this.#notify({ cluster: name });
    }
    for (const [name, details] of wanted) {
      if (this.#clusters.has(name)) continue;
      const cluster = new ClusterCache({
        details,
        credential: source.credential,
        changed: change => this.#notify(change),
        customChanged: change => this.#tell(this.#customListeners, change),
        pause: this.#pauseOfKinds,
      });
      this.#clusters.set(name, cluster);
      this.#notify({ cluster: name });
      cluster.start();
    }
  }

  #notify(change: KubeChange): void {
    this.#tell(this.#listeners, change);
  }

  #tell<C>(listeners: Iterable<(change: C) => void>, change: C): void {
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#logger.error('A listener to the clusters failed', toError(error));
      }
    }
  }
}

function outline({ statusCode: status, headers }: Answer) {
  return { status, ok: status >= 200 && status < 300, headers };
}

/** Whether a cluster said that it did not do what it was told. */
function isRefusal({ statusCode }: Answer): boolean {
  return statusCode >= 400 && statusCode < 500;
}

function failureOf(cluster: string, asked: KubeRequest, error: unknown) {
  if (!(error instanceof ClusterFailure)) return error;
  return error.mayHaveArrived && mayChange(asked)
    ? new AnswerLostError(cluster, error.message)
    : unavailable(cluster, error);
}

function unavailable(cluster: string, { message }: Pick<Error, 'message'>) {
  return new ServiceUnavailableError(
    `Cluster ${cluster} cannot be reached: ${message}. Try again when it is back.`,
  );
}
