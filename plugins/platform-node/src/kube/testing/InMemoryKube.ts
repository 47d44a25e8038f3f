import type { ClusterKnowledge } from '@pilothouse/plugin-platform-common';
import type {
  ClusterReader,
  KindState,
  KubeChange,
  KubeReader,
  ObjectQuery,
} from '../KubeReader';
import { keysOf } from '../keys';
import type { KubeKindName, KubeKinds, KubeObject } from '../kinds';

type Objects = Map<KubeKindName, Map<string, KubeObject>>;

const keyOf = (namespace: string | undefined, name: string | undefined) =>
  `${namespace ?? ''}/${name ?? ''}`;

/** Of clusters that were made, so that no two have the same versions. */
let made = 0;

/** One cluster of {@link InMemoryKube}. */
export class InMemoryCluster implements ClusterReader {
  readonly name: string;
  readonly title?: string;
  readonly #id: number;
  readonly #objects: Objects = new Map();
  readonly #kinds = new Map<KubeKindName, KindState>();
  /** By kind and namespace, how often something changed there. */
  readonly #versions = new Map<string, number>();
  readonly #changed: (change: KubeChange) => void;
  #knowledge: ClusterKnowledge;

  constructor(
    name: string,
    options: {
      title?: string;
      knowledge: ClusterKnowledge;
      changed: (change: KubeChange) => void;
    },
  ) {
    made += 1;
    this.#id = made;
    this.name = name;
    this.title = options.title;
    this.#knowledge = options.knowledge;
    this.#changed = options.changed;
  }

  knowledge(): ClusterKnowledge {
    return this.#knowledge;
  }

  /** Follows from what is known of the cluster, unless a kind alone is what is stale. */
  isReachable(): boolean {
    const { kind } = this.#knowledge;
    const someKind = [...this.#kinds.values()].some(
      state => state.kind === 'stale',
    );
    return kind === 'live' || kind === 'connecting' || someKind;
  }

  kindState(kind: KubeKindName): KindState {
    return this.#kinds.get(kind) ?? { kind: 'live' };
  }

  namespacesWith(kind: KubeKindName): readonly string[] {
    const all = [...this.#of(kind).values()];
    return [...new Set(all.map(({ metadata }) => metadata?.namespace ?? ''))];
  }

  version(kind: KubeKindName, namespace = ''): string {
    const count = this.#versions.get(`${kind}/${namespace}`) ?? 0;
    return `${this.#id} ${this.kindState(kind).kind} ${count}`;
  }

  get<K extends KubeKindName>(
    kind: K,
    { namespace, name }: { namespace?: string; name: string },
  ): KubeKinds[K] | undefined {
    return this.#of(kind).get(keyOf(namespace, name));
  }

  list<K extends KubeKindName>(
    kind: K,
    query: ObjectQuery = {},
  ): readonly KubeKinds[K][] {
    return [...this.#of(kind).values()].filter(object =>
      matches(object, query),
    );
  }

  /** Adds an object, or puts it in the place of the one of its name. */
  put<K extends KubeKindName>(kind: K, object: KubeKinds[K]): void {
    const { namespace, name } = object.metadata ?? {};
    const key = keyOf(namespace, name);
    const before = this.#of(kind).get(key);
    this.#of(kind).set(key, object);
    this.#tell(kind, namespace, [before, object]);
  }

  remove(
    kind: KubeKindName,
    { namespace, name }: { namespace?: string; name: string },
  ): void {
    const key = keyOf(namespace, name);
    const before = this.#of(kind).get(key);
    this.#of(kind).delete(key);
    this.#tell(kind, namespace, [before]);
  }

  /** Says how well the cluster is known from now on. */
  setKnowledge(knowledge: ClusterKnowledge): void {
    this.#knowledge = knowledge;
    this.#changed({ cluster: this.name });
  }

  setKindState(kind: KubeKindName, state: KindState): void {
    this.#kinds.set(kind, state);
    this.#changed({ cluster: this.name });
  }

  #tell(
    kind: KubeKindName,
    namespace: string | undefined,
    versions: readonly (KubeObject | undefined)[],
  ): void {
    const place = `${kind}/${namespace ?? ''}`;
    this.#versions.set(place, (this.#versions.get(place) ?? 0) + 1);
    const keys = versions.flatMap(object => (object ? keysIn(object) : []));
    this.#changed({ cluster: this.name, kind, namespace, keys });
  }

  #of<K extends KubeKindName>(kind: K): Map<string, KubeKinds[K]> {
    const known = this.#objects.get(kind) ?? new Map();
    this.#objects.set(kind, known);
    return known;
  }
}

/** Twin of the watch cache: what tests put into it is what is known. */
export class InMemoryKube implements KubeReader {
  readonly #clusters = new Map<string, InMemoryCluster>();
  readonly #listeners = new Set<(change: KubeChange) => void>();

  clusters(): readonly InMemoryCluster[] {
    return [...this.#clusters.values()];
  }

  cluster(name: string): InMemoryCluster | undefined {
    return this.#clusters.get(name);
  }

  subscribe(listener: (change: KubeChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Adds a cluster that is known well, unless told otherwise. */
  addCluster(
    name: string,
    options: { title?: string; knowledge?: ClusterKnowledge } = {},
  ): InMemoryCluster {
    const cluster = new InMemoryCluster(name, {
      title: options.title,
      knowledge: options.knowledge ?? {
        kind: 'live',
        syncedAt: '2031-04-01T08:00:00.000Z',
      },
      changed: change => this.#notify(change),
    });
    this.#clusters.set(name, cluster);
    this.#notify({ cluster: name });
    return cluster;
  }

  #notify(change: KubeChange): void {
    this.#listeners.forEach(listener => listener(change));
  }
}

function aboutOf(object: KubeObject & { involvedObject?: { uid?: string } }) {
  return object.involvedObject?.uid;
}

function keysIn(object: KubeObject): string[] {
  const { name = '', labels, ownerReferences } = object.metadata ?? {};
  const ownerUids = ownerReferences?.map(({ uid }) => uid);
  return keysOf({ name, labels, ownerUids, aboutUid: aboutOf(object) });
}

function matches(
  object: KubeObject,
  { namespace, labels, ownerUid, aboutUid }: ObjectQuery,
): boolean {
  const { metadata } = object;
  return (
    (aboutUid === undefined || aboutOf(object) === aboutUid) &&
    (namespace === undefined || metadata?.namespace === namespace) &&
    Object.entries(labels ?? {}).every(
      ([name, value]) => metadata?.labels?.[name] === value,
    ) &&
    (ownerUid === undefined ||
      (metadata?.ownerReferences ?? []).some(({ uid }) => uid === ownerUid))
  );
}
