import type { Objects } from './kube/objects.ts';
import type { Resource, Store, Stored } from './kube/store.ts';
import type { Outcome } from './outcome.ts';
import type { Limits, Pace } from './pace.ts';

/** What all workers share. */
export interface WorkContext {
  readonly store: Store;
  readonly objects: Objects;
  readonly pace: Pace;
  readonly limits: Limits;
  /** How long a broker may take to answer. */
  readonly timeoutMs: number;
  /** Uid by which brokers know the cluster. */
  readonly clusterId: string;
  /** Whether `spec.userInfo` is written by the API server alone, and so may be told to brokers. */
  readonly trustsUserInfo: boolean;
  readonly now: () => Date;
}

/** Key of an object in the queue. */
export function keyOf(resource: Resource, { metadata }: Stored): string {
  return [resource, metadata?.namespace ?? '', metadata?.name ?? ''].join('/');
}

/**
 * Writes what became of an object.
 *
 * @returns milliseconds until it is to be looked at again; nothing where writing has an event
 */
export async function carryOut<T extends Stored>(
  { store, pace, limits }: WorkContext,
  resource: Resource,
  object: T,
  { status, wait, tell }: Outcome<NonNullable<T['status']>>,
): Promise<number | undefined> {
  await store.writeStatus(resource, object, status);
  if (tell) store.tell(resource, object, tell);
  const key = keyOf(resource, object);
  const generation = object.metadata?.generation ?? 0;
  if (!wait) return undefined;
  const { firstRetryMs, longestRetryMs, firstPollMs, longestPollMs } = limits;
  const range =
    wait.for === 'poll'
      ? { why: 'poll', first: firstPollMs, longest: longestPollMs }
      : { why: 'retry', first: firstRetryMs, longest: longestRetryMs };
  return pace.pause(key, generation, range, wait.exactlyMs);
}
