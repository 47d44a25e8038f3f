import type { KubeObject } from '@pilothouse/plugin-platform-node';
import { Commons } from './Commons';
import { isThat, keysOfKept, nameOf, namespaceOf } from './kept';
import { ObjectStore } from './ObjectStore';
import { RecentlySeen } from './RecentlySeen';
import type { KeptKind } from './trim';

/** One page of a list. */
export interface ListPage {
  readonly items: readonly KubeObject[];
  /** Where a watch goes on after the list; the same on each of its pages. */
  readonly resourceVersion: string;
  /** Whether another page follows. */
  readonly more: boolean;
}

/** What a watch tells of one object. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

/**
 * Namespaces in which something changed, empty for what has none; with the keys that the one
 * object which changed there has now or had before, when it was one.
 */
export type ChangedPlaces = ReadonlyMap<string, readonly string[] | undefined>;

const NOWHERE: ChangedPlaces = new Map();

/**
 * The state of one kind in one cluster, as lists and watches tell it: a reducer, without
 * clock or network. Each list begins an epoch; what still comes from an earlier one is
 * late and says nothing, and so does an event that was seen before. Resource versions are
 * only ever compared for being the same.
 */
export class Replica {
  readonly objects: ObjectStore;
  readonly #commons: Commons;
  readonly #events = new RecentlySeen();
  #epoch = 0;
  #listed: Set<string> | undefined;
  /** Whether a list is under way from which other kinds may share. */
  #isSharing = false;
  #resumeFrom: string | undefined;

  /** @param commons - what its objects have in common with those of other kinds */
  constructor(kind: KeptKind, commons: Commons = new Commons()) {
    this.#commons = commons;
    this.objects = new ObjectStore(kind, commons);
  }

  /** Where a watch would go on; undefined when it must be listed anew. */
  get resumeFrom(): string | undefined {
    return this.#resumeFrom;
  }

  /**
   * Begins a list. What was known stays until the list is complete.
   *
   * @returns the epoch, to be given with all that belongs to this list and its watches
   */
  begin(): number {
    this.#epoch += 1;
    if (!this.#isSharing) this.#commons.begin();
    this.#isSharing = true;
    this.#listed = new Set();
    this.#resumeFrom = undefined;
    this.#events.clear();
    return this.#epoch;
  }

  /** The list broke off; until another one is complete, what was known stays. */
  breakOff(epoch: number): void {
    if (epoch === this.#epoch) this.#endSharing();
  }

  /** Takes a page; after the last one, what no page had is gone. */
  page(epoch: number, page: ListPage): ChangedPlaces {
    const listed = this.#listed;
    if (epoch !== this.#epoch || !listed) return NOWHERE;
    const changed = new Map<string, undefined>();
    for (const object of page.items) {
      const { namespace = '', name = '' } = object.metadata ?? {};
      listed.add(`${namespace}/${name}`);
      if (this.objects.put(object)) changed.set(namespace, undefined);
    }
    if (page.more) return changed;
    this.#listOver();
    this.#resumeFrom = page.resourceVersion;
    return this.#dropUnless(key => listed.has(key), changed);
  }

  /** Takes what a watch tells. */
  event(epoch: number, { type, object }: WatchEvent): ChangedPlaces {
    if (epoch !== this.#epoch || this.#listed) return NOWHERE;
    const {
      namespace = '',
      name = '',
      uid,
      resourceVersion,
    } = object.metadata ?? {};
    if (this.#events.repeats(`${type} ${uid} ${resourceVersion}`)) {
      return NOWHERE;
    }
    this.bookmark(epoch, resourceVersion);
    const known = this.objects.find(namespace, name);
    const before = known ? keysOfKept(known) : [];
    if (type === 'DELETED') {
      if (!known || !isThat(known, uid)) return NOWHERE;
      this.objects.remove(known);
      return new Map([[namespace, before]]);
    }
    if (!this.objects.put(object)) return NOWHERE;
    const kept = this.objects.find(namespace, name);
    const now = kept ? keysOfKept(kept) : [];
    return new Map([[namespace, [...new Set([...before, ...now])]]]);
  }

  /** Takes a bookmark: nothing changed up to there. */
  bookmark(epoch: number, resourceVersion: string | undefined): void {
    if (epoch !== this.#epoch || this.#listed || !resourceVersion) return;
    this.#resumeFrom = resourceVersion;
  }

  /** Forgets everything, as the kind may no longer be read, or is no longer there. */
  clear(): ChangedPlaces {
    this.begin();
    this.#listOver();
    return this.#dropUnless(() => false, new Map());
  }

  #listOver(): void {
    this.#listed = undefined;
    this.#endSharing();
  }

  #endSharing(): void {
    if (this.#isSharing) this.#commons.end();
    this.#isSharing = false;
  }

  #dropUnless(kept: (key: string) => boolean, changed: Map<string, undefined>) {
    for (const object of [...this.objects.all()]) {
      const namespace = namespaceOf(object);
      if (kept(`${namespace}/${nameOf(object)}`)) continue;
      this.objects.remove(object);
      changed.set(namespace, undefined);
    }
    return changed;
  }
}
