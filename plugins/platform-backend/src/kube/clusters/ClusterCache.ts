import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import type { ClusterKnowledge } from '@pilothouse/plugin-platform-common';
import {
  kubeKinds,
  type ClusterReader,
  type KindState,
  type KubeChange,
  type KubeKindName,
  type KubeKinds,
  type KubeObject,
  type ObjectQuery,
} from '@pilothouse/plugin-platform-node';
import { Commons } from '../cache/Commons';
import { Replica } from '../cache/Replica';
import {
  ClusterConnection,
  type Answer,
  type OpenRequest,
} from '../connect/ClusterConnection';
import { ClusterLink } from '../connect/ClusterLink';
import { probe } from '../connect/probe';
import { CustomKinds, type CustomChange } from '../custom';
import { Informer, type InformerOptions } from '../informer/Informer';
import type { ClusterFigures } from './figures';
import { isSettled, knowledgeOf } from './knowledge';

/** What a {@link ClusterCache} needs. */
export interface ClusterCacheOptions {
  readonly details: ClusterDetails;
  readonly credential: (
    cluster: ClusterDetails,
  ) => Promise<KubernetesCredential>;
  readonly changed: (change: KubeChange) => void;
  readonly customChanged?: (change: CustomChange) => void;
  /** Waits before a kind is asked for again. */
  readonly pause?: InformerOptions['pause'];
}

interface Watched {
  readonly replica: Replica;
  readonly informer: Informer;
}

/** Of caches that were made; a cluster whose configuration changes gets a new one. */
let made = 0;

/** One cluster: the way to it, and all that is known of it. */
export class ClusterCache implements ClusterReader {
  readonly name: string;
  readonly title?: string;
  readonly details: ClusterDetails;
  /** Kinds that somebody needs besides those that are always watched. */
  readonly custom: CustomKinds;
  readonly #connection: ClusterConnection;
  readonly #link: ClusterLink;
  readonly #kinds: ReadonlyMap<KubeKindName, Watched>;
  readonly #changed: (change: KubeChange) => void;
  /** What objects have in common, whichever their kind. */
  readonly #commons = new Commons();
  readonly #createdAt = Date.now();
  readonly #id: number;
  readonly #ended = new AbortController();
  #synced = false;
  #told: string | undefined;

  constructor(options: ClusterCacheOptions) {
    const { details, credential, changed, pause } = options;
    made += 1;
    this.#id = made;
    this.name = details.name;
    this.title = details.title;
    this.details = details;
    this.#changed = changed;
    this.#connection = new ClusterConnection(details, credential);
    this.#link = new ClusterLink({
      probe: mustBeReady => probe(this.#connection, mustBeReady),
      changed: () => this.#knowledgeChanged(),
    });
    this.custom = new CustomKinds({
      cluster: details.name,
      open: request => this.#connection.open(request),
      link: this.#link,
      changed: change => options.customChanged?.(change),
      signal: this.#ended.signal,
      ...(pause && { pause }),
    });
    const names = Object.keys(kubeKinds) as KubeKindName[];
    this.#kinds = new Map(
      names.map(name => [name, this.#watched(name, pause)]),
    );
  }

  /** Watches until {@link ClusterCache.end}. */
  start(): void {
    const { signal } = this.#ended;
    void this.#link.run(signal);
    for (const { informer } of this.#kinds.values()) void informer.run(signal);
  }

  /** Ends all watches and everything that is under way. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#connection.close();
  }

  open(request: OpenRequest): Promise<Answer> {
    return this.#connection.open(request);
  }

  /** Whether the portal has credentials of its own there. */
  isWatchable(): boolean {
    const { state } = this.#link;
    return state.kind !== 'down' || state.failure !== 'credential';
  }

  knowledge(): ClusterKnowledge {
    return knowledgeOf({
      createdAt: this.#createdAt,
      heardAt: this.#link.heardAt,
      link: this.#link.state,
      clockMinutes: this.#link.clockMinutes,
      kinds: this.#states(),
      synced: this.#synced,
    });
  }

  figures(): ClusterFigures {
    return {
      cluster: this.name,
      isLive: this.knowledge().kind === 'live',
      heardAt: this.#link.heardAt ?? this.#createdAt,
      answers: this.#connection.answers,
      kinds: [...this.#kinds].map(([kind, { replica, informer }]) => ({
        kind,
        isServed: isServed(informer.state),
        objects: replica.objects.size,
        ...informer.figures,
      })),
    };
  }

  isReachable(): boolean {
    return this.#link.state.kind !== 'down';
  }

  kindState(kind: KubeKindName): KindState {
    return this.#of(kind).informer.state;
  }

  namespacesWith(kind: KubeKindName): readonly string[] {
    return this.#of(kind).replica.objects.namespaces();
  }

  version(kind: KubeKindName, namespace = ''): string {
    const { informer, replica } = this.#of(kind);
    const count = replica.objects.version(namespace);
    return `${this.#id} ${stateStamp(informer.state)} ${count}`;
  }

  get<K extends KubeKindName>(
    kind: K,
    { namespace = '', name }: { namespace?: string; name: string },
  ): KubeKinds[K] | undefined {
    const { objects } = this.#of(kind).replica;
    return objects.find(namespace, name) as KubeKinds[K] | undefined;
  }

  list<K extends KubeKindName>(
    kind: K,
    query?: ObjectQuery,
  ): readonly KubeKinds[K][] {
    const { objects } = this.#of(kind).replica;
    return objects.select(query) as KubeObject[] as KubeKinds[K][];
  }

  #of(kind: KubeKindName): Watched {
    const watched = this.#kinds.get(kind);
    if (!watched) throw new Error(`${kind} is not a kind that is watched`);
    return watched;
  }

  #states() {
    return [...this.#kinds].map(
      ([name, { informer }]) => [name, informer.state] as const,
    );
  }

  #watched(kind: KubeKindName, pause: ClusterCacheOptions['pause']): Watched {
    const replica = new Replica(kind, this.#commons);
    const informer = new Informer({
      name: kind,
      served: kubeKinds[kind],
      replica,
      open: request => this.#connection.open(request),
      link: this.#link,
      changed: places => {
        for (const [namespace, keys] of places) {
          this.#changed({
            cluster: this.name,
            kind,
            ...(namespace && { namespace }),
            ...(keys && { keys }),
          });
        }
      },
      stateChanged: () => this.#knowledgeChanged(),
      ...(pause && { pause }),
    });
    return { replica, informer };
  }

  /** That it was heard again is no news; anything else is. */
  #knowledgeChanged(): void {
    if (this.#ended.signal.aborted) return;
    const states = this.#states();
    this.#synced ||= isSettled(states);
    const { syncedAt: _, ...knowledge } = {
      syncedAt: undefined,
      ...this.knowledge(),
    };
    const told = JSON.stringify([knowledge, states]);
    if (told === this.#told) return;
    this.#told = told;
    this.#changed({ cluster: this.name });
  }
}

/** Which state a kind is in, whatever is said of it. */
function stateStamp(state: KindState): string {
  const isLost = state.kind === 'stale' && state.byLoss;
  return isLost ? 'lost' : state.kind;
}

function isServed({ kind }: KindState): boolean {
  return kind !== 'absent' && kind !== 'forbidden';
}
