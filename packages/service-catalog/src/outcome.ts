import {
  conditionOf,
  lastConditionState,
  withConditions,
  type Saying,
} from './conditions.ts';
import type { BindingStatus, InstanceStatus } from './model.ts';
import type { Failure } from './osb/answer.ts';
import type { Limits } from './pace.ts';

/** Something that people are told by an event. */
export interface Telling {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** How long one waits before going on. */
export interface Waiting {
  readonly for: 'retry' | 'poll';
  /** What the broker asked for. */
  readonly exactlyMs?: number;
  /** Whether a new row of growing pauses begins. */
  readonly isFirst?: boolean;
}

/** What an answer makes of a status. */
export interface Outcome<S> {
  readonly status: S;
  /** Without one, the object is looked at again at once. */
  readonly wait?: Waiting;
  readonly tell?: Telling;
}

export type Status = InstanceStatus | BindingStatus;

/** A status with conditions said anew. */
export function say<S extends Status>(
  status: S,
  said: readonly Saying[],
  now: Date,
): S {
  const conditions = withConditions(status.conditions, said, now);
  return {
    ...status,
    conditions,
    lastConditionState: lastConditionState(conditions),
  };
}

/** What `Ready` says; an event says the same. */
export function ready(
  status: Saying['status'],
  reason: string,
  message: string,
): Saying {
  return { type: 'Ready', status, reason, message };
}

/** That it is of no use to go on. */
export function failed(reason: string, message: string): Saying {
  return { type: 'Failed', status: 'True', reason, message };
}

/** A status in which no operation is going on. */
export function idle<S extends Status>(status: S): S {
  return {
    ...status,
    asyncOpInProgress: false,
    lastOperation: undefined,
    currentOperation: undefined,
    operationStartTime: undefined,
    triedSince: undefined,
    inProgressProperties: undefined,
  };
}

/** Whether something has gone on for longer than it may. */
export function isOver(
  since: string | undefined,
  limitMs: number,
  now: Date,
): boolean {
  return since !== undefined && now.getTime() - Date.parse(since) >= limitMs;
}

/** Whether something goes on, even if one does not wait for it. */
export function isUnderWay(status: Status): boolean {
  return (
    status.currentOperation !== undefined || status.orphanMitigationInProgress
  );
}

/** Whether failing requests were repeated for as long as they are. */
export function isGivenUp(
  status: Status,
  { retryDurationMs }: Limits,
  now: Date,
): boolean {
  return isOver(firstTryOf(status), retryDurationMs, now);
}

/** Taking an orphan away is counted by itself: what was to be made may have been tried for long. */
function firstTryOf({
  conditions,
  orphanMitigationInProgress,
  triedSince,
  operationStartTime,
}: Status): string | undefined {
  const mitigation = orphanMitigationInProgress
    ? conditionOf(conditions, 'OrphanMitigation')
    : undefined;
  return mitigation?.lastTransitionTime ?? triedSince ?? operationStartTime;
}

/** Waits until a request is sent again, as long as a refusal asks for. */
export function retryAfter(answer?: Failure): Waiting {
  const exactlyMs =
    answer?.kind === 'refused' ? answer.retryAfterMs : undefined;
  return { for: 'retry', exactlyMs };
}

export const GIVEN_UP = failed(
  'ErrorReconciliationRetryTimeout',
  'Stopping reconciliation retries because too much time has elapsed',
);

export function warn({ reason, message }: Saying): Telling {
  return { type: 'Warning', reason, message };
}

export function note({ reason, message }: Saying): Telling {
  return { type: 'Normal', reason, message };
}

/**
 * What could not be taken away is tried again, for as long as requests are.
 *
 * @param over - the status once it is given up
 */
export function removalFailed<S extends Status>(
  status: S,
  said: Saying,
  over: S,
  { limits, now }: { readonly limits: Limits; readonly now: Date },
  answer?: Failure,
): Outcome<S> {
  const tell = warn(said);
  return isGivenUp(status, limits, now)
    ? { status: say(over, [said, GIVEN_UP], now), tell }
    : { status: say(status, [said], now), wait: retryAfter(answer), tell };
}
