import type { KubeObject, ObjectQuery } from '@pilothouse/plugin-platform-node';
import { aboutOf, Entry } from './Entry';
import { Index } from './Index';
import type { KeptKind } from './trim';

/** Labels by which objects are found without looking at all of them. */
const indexed = [
  'app.kubernetes.io/name',
  'backstage.io/kubernetes-id',
  'kubernetes.io/service-name',
];

type Named = Pick<Entry, 'namespace' | 'name'>;

/** All objects of one kind in one cluster, with their indexes. */
export class ObjectStore {
  readonly #kind: KeptKind;
  readonly #namespaces = new Map<string, Map<string, Entry>>();
  readonly #owners = new Index(entry => entry.owners);
  readonly #about = new Index(({ about }) => (about ? [about] : []));
  readonly #labels = new Map(
    indexed.map(label => [
      label,
      new Index(({ labels }) => (label in labels ? [labels[label]] : [])),
    ]),
  );
  /** The last change in each namespace that has something, as the number of all until then. */
  readonly #versions = new Map<string, number>();
  #changes = 0;
  #size = 0;
  #latest: Entry | undefined;

  constructor(kind: KeptKind) {
    this.#kind = kind;
  }

  get size(): number {
    return this.#size;
  }

  /** Namespaces in which there is something; empty for what has none. */
  namespaces(): string[] {
    return [...this.#namespaces.keys()];
  }

  /** Another one after every change in a namespace, and 0 as long as it has nothing. */
  version(namespace: string): number {
    return this.#versions.get(namespace) ?? 0;
  }

  find(namespace: string, name: string): Entry | undefined {
    return this.#namespaces.get(namespace)?.get(name);
  }

  /** @returns whether anything is new with it */
  put(told: KubeObject): boolean {
    const {
      namespace = '',
      name = '',
      uid,
      resourceVersion,
    } = told.metadata ?? {};
    const known = this.find(namespace, name);
    if (known?.uid === uid && known?.resourceVersion === resourceVersion) {
      return false;
    }
    const like = known ?? this.#like(told);
    const entry = known ?? this.#insert(namespace, name);
    this.#indexes().forEach(index => index.remove(entry));
    entry.put(this.#kind, told, like);
    this.#latest = entry;
    this.#count(namespace);
    this.#indexes().forEach(index => index.add(entry));
    return true;
  }

  /** @returns whether it was there */
  remove({ namespace, name }: Named): boolean {
    const entry = this.find(namespace, name);
    if (!entry) return false;
    this.#indexes().forEach(index => index.remove(entry));
    const siblings = this.#namespaces.get(namespace);
    siblings?.delete(name);
    this.#size -= 1;
    this.#count(namespace);
    if (siblings?.size === 0) {
      this.#namespaces.delete(namespace);
      this.#versions.delete(namespace);
    }
    return true;
  }

  /** Entries that fit the query; it looks at no more of them than its narrowest index has. */
  select(query: ObjectQuery = {}): Entry[] {
    const { namespace, labels = {}, ownerUid, aboutUid } = query;
    const wanted = Object.entries(labels);
    return [...this.#narrowest(query)].filter(
      entry =>
        (namespace === undefined || entry.namespace === namespace) &&
        (ownerUid === undefined || entry.owners.includes(ownerUid)) &&
        (aboutUid === undefined || entry.about === aboutUid) &&
        wanted.every(([label, value]) => entry.labels[label] === value),
    );
  }

  *entries(): Iterable<Entry> {
    for (const siblings of this.#namespaces.values()) yield* siblings.values();
  }

  #narrowest({ namespace, labels = {}, ownerUid, aboutUid }: ObjectQuery) {
    const sets: { size: number; entries: () => Iterable<Entry> }[] = [];
    const add = (set: ReadonlySet<Entry>) =>
      sets.push({ size: set.size, entries: () => set });
    if (ownerUid !== undefined) add(this.#owners.of(ownerUid));
    if (aboutUid !== undefined) add(this.#about.of(aboutUid));
    for (const [label, index] of this.#labels) {
      if (label in labels) add(index.of(labels[label]));
    }
    if (namespace !== undefined) {
      const siblings = this.#namespaces.get(namespace) ?? new Map();
      sets.push({ size: siblings.size, entries: () => siblings.values() });
    }
    const [first] = sets.sort((a, b) => a.size - b.size);
    return first ? first.entries() : this.entries();
  }

  /** One that has the same owner or is about the same object, and so much in common. */
  #like(told: KubeObject): Entry | undefined {
    const [owner] = told.metadata?.ownerReferences ?? [];
    const about = aboutOf(told);
    const [like] = about
      ? this.#about.of(about)
      : this.#owners.of(owner?.uid ?? '');
    return like ?? this.#latest;
  }

  #count(namespace: string): void {
    this.#changes += 1;
    this.#versions.set(namespace, this.#changes);
  }

  #insert(namespace: string, name: string): Entry {
    const siblings = this.#namespaces.get(namespace) ?? new Map();
    this.#namespaces.set(namespace, siblings);
    const entry = new Entry(namespace, name);
    siblings.set(name, entry);
    this.#size += 1;
    return entry;
  }

  #indexes(): Index[] {
    return [this.#owners, this.#about, ...this.#labels.values()];
  }
}
