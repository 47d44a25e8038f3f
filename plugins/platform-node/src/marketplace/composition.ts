import type {
  InstanceRef,
  OrderRequest,
  InstanceRevision,
  RollbackOrder,
  Values,
} from '@pilothouse/plugin-platform-common';
import type {
  ClusterReader,
  CustomObject,
  KindState,
  KubeObject,
  PersonalHands,
} from '../kube';
import type { MiddlewareDemand, MiddlewareKind } from './MiddlewareProvider';

/** What an order would do to several objects, none of which was changed. */
export interface MiddlewareRehearsal {
  /** What stands for the instance now; missing for something new. */
  readonly before?: CustomObject;
  /** What would; missing where the order itself says it. */
  readonly after?: CustomObject;
  /** Names what it would be made of; another name where that is not the same. */
  readonly basis?: string;
  /** As they are now, and as they would be; without what is secret in them. */
  readonly objects: {
    readonly before: readonly KubeObject[];
    readonly after: readonly KubeObject[];
  };
  /** What quotas count, now and then. */
  readonly demand: {
    readonly before: MiddlewareDemand;
    readonly after: MiddlewareDemand;
  };
}

/** What an instance consists of, by what becomes of it when the instance is deleted. */
export interface MiddlewareParts {
  /** What is removed. */
  readonly goes: readonly KubeObject[];
  /** What is left behind, as it says of itself. */
  readonly stays: readonly KubeObject[];
  /** What is left behind where it is still there: it was made in passing. */
  readonly passing: readonly KubeObject[];
  /** What is run meanwhile, and may do more than can be told. */
  readonly runs: readonly KubeObject[];
}

/** An order with all that is wanted: its values hold what was written by hand as well. */
export type MiddlewareOrder = Pick<
  OrderRequest,
  'cluster' | 'namespace' | 'name' | 'item' | 'partOf' | 'task' | 'precondition'
> & {
  /** What `spec` is to be. */
  readonly spec: Values;
  /** What it must still be made of, where somebody looked at it. */
  readonly basis?: string;
};

/** What is kept of how instances were, by which they can be brought back. */
export interface MiddlewareHistory {
  /**
   * How an instance was, the newest first, as far as it is kept.
   *
   * @throws NotFoundError when there is no such instance
   */
  revisions(
    ref: Omit<InstanceRef, 'item'>,
    hands: PersonalHands,
  ): Promise<readonly InstanceRevision[]>;
  /**
   * What bringing an instance back would do.
   *
   * @throws NotFoundError for a revision that is not kept
   */
  rehearse(
    to: { readonly ref: Omit<InstanceRef, 'item'>; readonly revision: number },
    hands: PersonalHands,
  ): Promise<MiddlewareRehearsal>;
  /**
   * Brings an instance back; what takes long goes on as that of an order does.
   *
   * @throws ConflictError when something else is there than the precondition or the basis says
   */
  goBack(
    to: {
      readonly ref: Omit<InstanceRef, 'item'>;
      readonly revision: number;
      readonly precondition: RollbackOrder['precondition'];
      readonly basis?: string;
    },
    hands: PersonalHands,
  ): Promise<void>;
}

/**
 * Carries out what is ordered of a kind that no API serves. Every method throws errors of
 * `@backstage/errors` whose message says what to do.
 */
export interface MiddlewareCarrier {
  /**
   * Takes over an instance that was made by hand, which changes nothing of it. Missing where
   * none is.
   *
   * @throws ConflictError for what is no instance of the item
   */
  adopt?(ref: InstanceRef, hands: PersonalHands): Promise<void>;
  /** Missing where nobody keeps how instances were. */
  readonly history?: MiddlewareHistory;
  /** What an order would do. */
  rehearse(
    order: MiddlewareOrder,
    hands: PersonalHands,
  ): Promise<MiddlewareRehearsal>;
  /**
   * Carries out an order. What takes long goes on after it was taken on, and tells of its end
   * on the object that stands for the instance.
   *
   * @throws ConflictError when something else is there than the precondition says, or it would be made of something else than its basis
   */
  carryOut(order: MiddlewareOrder, hands: PersonalHands): Promise<void>;
  /**
   * An instance with what is wanted of it in `spec`, which may hold secrets.
   *
   * @throws NotFoundError when there is none
   */
  read(
    ref: Omit<InstanceRef, 'item'>,
    hands: PersonalHands,
  ): Promise<CustomObject>;
  /**
   * What becomes of all that an instance consists of when it is deleted. Objects name a
   * namespace only where it is not that of the instance for sure.
   *
   * @throws NotFoundError when there is no such instance
   */
  consistsOf(
    ref: Omit<InstanceRef, 'item'>,
    hands: PersonalHands,
  ): Promise<MiddlewareParts>;
  /**
   * Deletes an instance; what takes long goes on as above.
   *
   * @param what - the one, and in that very version where one is named
   * @throws ConflictError when another one of that name is there now
   */
  remove(
    what: {
      readonly ref: Omit<InstanceRef, 'item'>;
      readonly uid: string;
      readonly version?: string;
    },
    hands: PersonalHands,
  ): Promise<void>;
}

/**
 * A kind that no API serves: its objects are read out of others that the portal watches
 * anyway, and a carrier makes of them what is ordered.
 */
export interface MiddlewareComposition {
  readonly kind: MiddlewareKind;
  /** How well they are known; a pure function of what is held. */
  kindState(cluster: ClusterReader): KindState;
  /** All of them, in no particular order; a pure function of what is held. */
  objectsIn(
    cluster: ClusterReader,
    namespace?: string,
  ): readonly CustomObject[];
  readonly carrier: MiddlewareCarrier;
}

/** Name of the object that stands for one of a kind that no API serves. */
export function anchorName(
  { anchor }: Pick<MiddlewareKind, 'anchor'>,
  name: string,
): string {
  return `${anchor?.prefix ?? ''}${name}`;
}
