import {
  indexedLabels,
  type KubeObject,
  type ObjectQuery,
} from '@pilothouse/plugin-platform-node';
import { Commons } from './Commons';
import { Index } from './Index';
import {
  aboutOf,
  isThat,
  keep,
  labelsOf,
  nameOf,
  namespaceOf,
  ownersOf,
  type Kept,
} from './kept';
import type { KeptKind } from './trim';

/** All objects of one kind in one cluster, with their indexes. */
export class ObjectStore {
  readonly #kind: KeptKind;
  readonly #commons: Commons;
  readonly #namespaces = new Map<string, Map<string, Kept>>();
  readonly #owners = new Index(ownersOf);
  readonly #about = new Index(object => {
    const about = aboutOf(object);
    return about ? [about] : [];
  });
  readonly #labels = new Map(
    indexedLabels.map(label => [label, new Index(valueOf(label))]),
  );
  readonly #indexes = [this.#owners, this.#about, ...this.#labels.values()];
  /** The last change in each namespace that has something, as the number of all until then. */
  readonly #versions = new Map<string, number>();
  #changes = 0;
  #size = 0;
  #latest: Kept | undefined;

  /** @param commons - what objects have in common, also with those of other kinds */
  constructor(kind: KeptKind, commons: Commons = new Commons()) {
    this.#kind = kind;
    this.#commons = commons;
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

  find(namespace: string, name: string): Kept | undefined {
    return this.#namespaces.get(namespace)?.get(name);
  }

  /** @returns whether anything is new with it */
  put(told: KubeObject): boolean {
    const known = this.find(namespaceOf(told), nameOf(told));
    const { uid, resourceVersion } = told.metadata ?? {};
    const version = known?.metadata?.resourceVersion;
    if (known && isThat(known, uid) && version === resourceVersion) {
      return false;
    }
    const like = known ?? this.#like(told);
    const kept = keep(this.#kind, told, { like, commons: this.#commons });
    if (known) this.#indexes.forEach(index => index.remove(known));
    else this.#size += 1;
    this.#place(kept);
    this.#indexes.forEach(index => index.add(kept));
    this.#latest = kept;
    this.#count(namespaceOf(kept));
    return true;
  }

  /** @returns whether it was there */
  remove(object: Kept): boolean {
    const [namespace, name] = [namespaceOf(object), nameOf(object)];
    const known = this.find(namespace, name);
    if (!known) return false;
    this.#indexes.forEach(index => index.remove(known));
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

  /** Objects that fit the query; it looks at no more of them than its narrowest index has. */
  select(query: ObjectQuery = {}): Kept[] {
    const { namespace, labels = {}, ownerUid, aboutUid } = query;
    const wanted = Object.entries(labels);
    return [...this.#narrowest(query)].filter(
      object =>
        (namespace === undefined || namespaceOf(object) === namespace) &&
        (ownerUid === undefined || ownersOf(object).includes(ownerUid)) &&
        (aboutUid === undefined || aboutOf(object) === aboutUid) &&
        wanted.every(([label, value]) => labelsOf(object)[label] === value),
    );
  }

  *all(): Iterable<Kept> {
    for (const siblings of this.#namespaces.values()) yield* siblings.values();
  }

  #narrowest(query: ObjectQuery): Iterable<Kept> {
    const { namespace, labels = {}, ownerUid, aboutUid } = query;
    let least = Infinity;
    let narrowest: Iterable<Kept> | undefined;
    const offer = (count: number, objects: () => Iterable<Kept>) => {
      if (count >= least) return;
      least = count;
      narrowest = objects();
    };
    const ask = (index: Index, value: string) =>
      offer(index.count(value), () => index.of(value));
    if (ownerUid !== undefined) ask(this.#owners, ownerUid);
    if (aboutUid !== undefined) ask(this.#about, aboutUid);
    for (const [label, index] of this.#labels) {
      if (label in labels) ask(index, labels[label]);
    }
    if (namespace !== undefined) {
      const siblings = this.#namespaces.get(namespace);
      offer(siblings?.size ?? 0, () => siblings?.values() ?? []);
    }
    return narrowest ?? this.all();
  }

  /** One that has the same owner or is about the same object, and so much in common. */
  #like(told: Kept): Kept | undefined {
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

  /** By texts of its own, as those by which another version was placed would be kept with it. */
  #place(kept: Kept): void {
    const [namespace, name] = [namespaceOf(kept), nameOf(kept)];
    const siblings = this.#namespaces.get(namespace) ?? new Map<string, Kept>();
    this.#namespaces.set(namespace, siblings);
    siblings.set(name, kept);
  }
}

function valueOf(label: string): (object: Kept) => readonly string[] {
  return object => {
    const labels = labelsOf(object);
    return label in labels ? [labels[label]] : [];
  };
}
