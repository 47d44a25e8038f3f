import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ChangeListeners,
  kubeKinds,
  type ClusterReader,
  type KubeChange,
  type KubeReader,
} from '@pilothouse/plugin-platform-node';
import { LRUCache } from 'lru-cache';
import type { CatalogReader } from '../../catalog/CatalogReader';
import type { Access } from './Access';
import { ReviewCache, type ReviewCacheOptions } from './ReviewCache';
import { ReviewTurns } from './ReviewTurns';
import { RightsChanges } from './RightsChanges';
import type { Scope, Unsure } from './Scope';
import {
  everything,
  namespacesOfTenants,
  rbacGroup,
  scopeOfNamespaces,
  type Namespaces,
} from './scope-of';
import type { Viewer } from './Viewer';
import type { Viewers } from './Viewers';

/** What {@link ClusterAccess} needs of its surroundings. */
export interface ClusterAccessOptions
  extends Pick<ReviewCacheOptions, 'ask' | 'now'> {
  readonly viewers: Pick<Viewers, 'resolve' | 'renew'>;
  readonly catalog: CatalogReader;
  readonly kube: KubeReader;
  /** How long what a cluster said is fresh, and how often open views are judged again. */
  readonly ttlMs: number;
  readonly onError: (error: unknown) => void;
}

interface KnownScope {
  readonly stamp: string;
  readonly until: number;
  readonly scope: Scope;
}

const maxScopes = 1_000;

/**
 * What people may see: the namespaces of their tenants in which the cluster lets them list
 * pods, and Secrets where it lets them list these too. Follows the catalog, the labels of namespaces and the rights in the clusters.
 */
export class ClusterAccess implements Access {
  /** What the clusters said, for those who ask them something else about the same people. */
  readonly reviews: ReviewCache;
  readonly #options: ClusterAccessOptions;
  readonly #listeners: ChangeListeners;
  readonly #changes: RightsChanges;
  readonly #turns: ReviewTurns;
  /** What was found out, for as long as all of it holds: people ask again and again. */
  readonly #scopes = new LRUCache<string, KnownScope>({ max: maxScopes });
  readonly #answering = new Map<string, boolean>();
  #users: unknown;
  #isCatalogRead = false;

  constructor(options: ClusterAccessOptions) {
    const { ask, kube, now, onError, ttlMs } = options;
    this.#options = options;
    this.#listeners = new ChangeListeners(onError);
    this.#changes = new RightsChanges(changes => {
      changes.forEach(change => this.reviews.forget(change));
      this.#listeners.notify();
    });
    this.#turns = new ReviewTurns({ ask, now });
    this.reviews = new ReviewCache({
      ask: question => this.#turns.ask(question),
      now,
      ttlMs,
      silentSince: name => silentSince(kube.cluster(name), now()),
      changed: () => this.#changes.touch(),
      failed: retryMs => this.#changes.touchIn(retryMs),
    });
  }

  /** Follows changes until the signal is aborted. */
  start(signal: AbortSignal): void {
    const { catalog, kube, ttlMs } = this.#options;
    this.#users = catalog.entities('user');
    this.#isCatalogRead = isRead(catalog);
    const sweep = setInterval(() => this.#changes.touch(), ttlMs).unref();
    const leave = [
      kube.subscribe(change => this.#heard(change)),
      catalog.subscribe(() => this.#catalogChanged()),
      () => clearInterval(sweep),
      () => this.#changes.stop(),
    ];
    const end = () => leave.forEach(each => each());
    signal.addEventListener('abort', end, { once: true });
  }

  resolveViewer(credentials: BackstageCredentials): Promise<Viewer> {
    return this.#options.viewers.resolve(credentials);
  }

  /**
   * A person who asked before, with the groups that they have now.
   *
   * @throws NotKnownYetError as long as the catalog does not tell of them
   */
  renew(viewer: Pick<Viewer, 'userEntityRef' | 'seesAll'>): Viewer {
    return this.#options.viewers.renew(viewer);
  }

  async scopeOf(viewer: Viewer): Promise<Scope> {
    const now = this.#options.viewers.renew(viewer);
    if (now.seesAll) {
      return everything;
    }
    const key = JSON.stringify([now.kubernetes, now.tenants]);
    const stamp = this.#stamp();
    const known = this.#scopes.get(key);
    if (known?.stamp === stamp && this.#options.now() < known.until) {
      return known.scope;
    }
    const [visible, secrets] = await Promise.all([
      this.#whereMayList('pods', now),
      this.#whereMayList('secrets', now),
    ]);
    const scope = scopeOfNamespaces(
      visible.namespaces,
      secrets.namespaces,
      visible.unsure,
    );
    const until = Math.min(visible.until, secrets.until);
    if (this.#stamp() === stamp) this.#scopes.set(key, { stamp, until, scope });
    return scope;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Of all that scopes follow from besides who looks, and what was answered about them. */
  #stamp(): string {
    const clusters = this.#options.kube
      .clusters()
      .map(cluster => [cluster.name, cluster.version('namespaces')]);
    return JSON.stringify([this.reviews.version, clusters]);
  }

  async #whereMayList(
    resource: 'pods' | 'secrets',
    { kubernetes: subject, tenants }: Viewer,
  ): Promise<{
    namespaces: Namespaces;
    until: number;
    unsure: ReadonlyMap<string, Unsure>;
  }> {
    let until = Infinity;
    const unsure = new Map<string, Unsure>();
    const since = new Date(this.#options.now()).toISOString();
    const list = { verb: 'list', group: '', resource };
    const found = await Promise.all(
      this.#options.kube.clusters().map(async reader => {
        const cluster = reader.name;
        const names = namespacesOfTenants(reader, tenants);
        const verdicts = await Promise.all(
          names.map(async namespace => {
            const question = { cluster, subject, ...list, namespace };
            const answer = await this.reviews.answer(question);
            const { verdict } = answer;
            until = Math.min(until, answer.freshUntil);
            if (verdict.kind === 'unknown') {
              unsure.set(cluster, { because: verdict.because, since });
            }
            return verdict;
          }),
        );
        const seen = names.filter((_, i) => verdicts[i]?.kind === 'allowed');
        return [cluster, seen] as const;
      }),
    );
    return { namespaces: new Map(found), until, unsure };
  }

  #heard({ cluster, kind, namespace }: KubeChange): void {
    if (kind === undefined) {
      this.#knowledgeChanged(cluster);
    } else if (kind === 'namespaces') {
      this.#changes.touch();
    } else if (kubeKinds[kind].group === rbacGroup) {
      this.#changes.add({ cluster, namespace });
    }
  }

  /** Rights may have changed while nothing was heard of the cluster. */
  #knowledgeChanged(cluster: string): void {
    const knowledge = this.#options.kube.cluster(cluster)?.knowledge();
    const answers = knowledge?.kind === 'live';
    if (this.#answering.get(cluster) !== answers) {
      this.#answering.set(cluster, answers);
      this.#turns.resume(cluster);
      this.#changes.add({ cluster, unheard: true });
    }
  }

  #catalogChanged(): void {
    const { catalog } = this.#options;
    const users = catalog.entities('user');
    if (users !== this.#users || isRead(catalog) !== this.#isCatalogRead) {
      this.#users = users;
      this.#isCatalogRead = isRead(catalog);
      this.#changes.touch();
    }
  }
}

function isRead(catalog: CatalogReader): boolean {
  return catalog.knowledge().kind !== 'pending';
}

/** When a cluster was heard last, at the latest now; undefined while it answers. */
function silentSince(
  cluster: ClusterReader | undefined,
  now: number,
): number | undefined {
  if (cluster?.isReachable()) {
    return undefined;
  }
  const knowledge = cluster?.knowledge();
  return knowledge && 'since' in knowledge
    ? Math.min(now, Date.parse(knowledge.since))
    : now;
}
