import type { ClusterKnowledge } from '@pilothouse/plugin-platform-common';
import type { KubeKindName, KubeKinds } from './kinds';

/**
 * How well one kind of one cluster is known. `absent`: the cluster does not serve it.
 * `forbidden`: the portal may not list it there. In both cases its list is empty, and a
 * view must say so where that matters.
 */
export type KindState =
  | {
      /** It was never known. */
      readonly kind: 'pending';
      /** Why not yet, where it was asked for in vain. */
      readonly because?: string;
    }
  | { readonly kind: 'live' }
  | {
      readonly kind: 'stale';
      /** ISO 8601. */
      readonly since: string;
      readonly because: string;
      /** So only because its cluster was lost: it is read anew as soon as it can be. */
      readonly byLoss?: true;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'forbidden'; readonly because: string };

/** Which objects of a kind are asked for; what is left out does not restrict. */
export interface ObjectQuery {
  readonly namespace?: string;
  /** Labels that must have exactly these values. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Uid of an owner. */
  readonly ownerUid?: string;
  /** Uid of the object that an event is about; asked for events only. */
  readonly aboutUid?: string;
}

/**
 * What is known of one cluster. Objects are immutable: a change brings a new object. All
 * reads of one synchronous stretch of code see the same state.
 */
export interface ClusterReader {
  readonly name: string;
  readonly title?: string;
  /** How well the cluster is known as a whole. */
  knowledge(): ClusterKnowledge;
  /** Whether its API server answers at present, even where some kinds cannot be read. */
  isReachable(): boolean;
  /**
   * How well a kind is known.
   *
   * @param namespace - the only one that matters; it is not the same everywhere for whoever sees only a part
   */
  kindState(kind: KubeKindName, namespace?: string): KindState;
  /** Namespaces outside of which there is nothing of a kind, in no particular order. */
  namespacesWith(kind: KubeKindName): readonly string[];
  /**
   * Names the present state of a kind: as long as it is the same, so is all that can be
   * read of the kind there. It costs no more than a look at a counter. It begins with
   * `in part` or is `hidden` for whoever sees only a part, or nothing.
   *
   * @param namespace - the only one that matters; missing for kinds without namespaces
   */
  version(kind: KubeKindName, namespace?: string): string;
  get<K extends KubeKindName>(
    kind: K,
    key: { readonly namespace?: string; readonly name: string },
  ): KubeKinds[K] | undefined;
  /** In no particular order. */
  list<K extends KubeKindName>(
    kind: K,
    query?: ObjectQuery,
  ): readonly KubeKinds[K][];
}

/** A place where something changed: a kind in a namespace, or a cluster's knowledge. */
export interface KubeChange {
  readonly cluster: string;
  /** Missing when the knowledge of the cluster, or the set of clusters, changed. */
  readonly kind?: KubeKindName;
  /** Missing for kinds without namespaces. */
  readonly namespace?: string;
  /**
   * Keys that the one object which changed has now or had before, as `keysOf` makes them.
   * Missing when any object of that place may have changed.
   */
  readonly keys?: readonly string[];
}

/**
 * Port to what is known of all clusters. It is kept in memory by whoever provides it, so
 * that reading costs no request.
 */
export interface KubeReader {
  clusters(): readonly ClusterReader[];
  cluster(name: string): ClusterReader | undefined;
  /**
   * Calls the listener after every change, synchronously and often: what takes longer is
   * left for later by the listener.
   *
   * @returns ends the subscription; may be called again
   */
  subscribe(listener: (change: KubeChange) => void): () => void;
}
