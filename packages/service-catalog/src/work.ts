import { brokerIdOf } from './holder.ts';
import type { Objects } from './kube/objects.ts';
import type { Resource, Store, Stored } from './kube/store.ts';
import type { Removal, ServiceBinding, ServiceInstance } from './model.ts';
import type { Identity } from './osb/client.ts';
import {
  isUnderWay,
  ready,
  say,
  warn,
  type Outcome,
  type Status,
} from './outcome.ts';
import type { Limits, Pace } from './pace.ts';
import { stranded } from './stranded.ts';

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
  context: WorkContext,
  resource: Resource,
  object: T,
  outcome: Outcome<NonNullable<T['status']>>,
): Promise<number | undefined> {
  await context.store.writeStatus(resource, object, outcome.status);
  return goOn(context, resource, object, outcome);
}

function goOn<T extends Stored>(
  { store, pace, limits }: WorkContext,
  resource: Resource,
  object: T,
  { wait, tell }: Outcome<NonNullable<T['status']>>,
): number | undefined {
  if (tell) store.tell(resource, object, tell);
  const key = keyOf(resource, object);
  const generation = object.metadata?.generation ?? 0;
  if (!wait) return undefined;
  const { firstRetryMs, longestRetryMs, firstPollMs, longestPollMs } = limits;
  const range =
    wait.for === 'poll'
      ? { why: 'poll', first: firstPollMs, longest: longestPollMs }
      : { why: 'retry', first: firstRetryMs, longest: longestRetryMs };
  if (wait.isFirst) pace.restart(key, range.why);
  return pace.pause(key, generation, range, wait.exactlyMs);
}

/**
 * Writes what a broker's answer makes of an object; returns as `carryOut` does. The answer
 * holds whatever was wanted of the object while the broker was asked.
 */
export async function carryOutAnswer<
  T extends ServiceInstance | ServiceBinding,
>(
  context: WorkContext,
  resource: Resource,
  object: T,
  outcome: Outcome<Status & NonNullable<T['status']>>,
): Promise<number | undefined> {
  // What is tried again after something in between is to wait longer each time.
  if (!outcome.wait && !isUnderWay(outcome.status))
    context.pace.forget(keyOf(resource, object));
  await context.store.writeAnswer(resource, object, outcome.status);
  return goOn(context, resource, object, outcome);
}

/** Says of an object that its broker cannot be asked, which is tried again. */
export function carryOutUnasked<S extends Status>(
  context: WorkContext,
  resource: Resource,
  object: Stored & Parameters<typeof brokerIdOf>[0],
  { status, because }: { readonly status: S; readonly because: string },
): Promise<number | undefined> {
  const refusal = { reason: 'ErrorGettingAuthCredentials', message: because };
  const { reason, message } = object.metadata?.deletionTimestamp
    ? stranded(refusal, brokerIdOf(object))
    : refusal;
  const said = ready('False', reason, message);
  return carryOut(context, resource, object, {
    status: say(status, [said], context.now()),
    wait: { for: 'retry' },
    tell: warn(said),
  });
}

/** Whether a broker may have something of an object, by what it says of its removal. */
export function isAskedFor(removal: Removal = 'NotRequired'): boolean {
  return removal === 'Required' || removal === 'Failed';
}

/** For whom a broker is told to act. Nobody asked for what is done against an orphan. */
export function identityOf(
  { trustsUserInfo }: Pick<WorkContext, 'trustsUserInfo'>,
  { metadata, spec, status }: ServiceInstance | ServiceBinding,
): Identity | undefined {
  const isOwnDoing =
    status?.orphanMitigationInProgress && !metadata?.deletionTimestamp;
  return trustsUserInfo && !isOwnDoing ? spec.userInfo : undefined;
}
