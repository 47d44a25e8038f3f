import { timeText, without } from '../conditions.ts';
import type { InstanceStatus, Properties } from '../model.ts';
import {
  isHopeless,
  mayLeaveOrphan,
  sayFailure,
  type Failure,
} from '../osb/answer.ts';
import {
  failed,
  GIVEN_UP,
  idle,
  isGivenUp,
  note,
  ready,
  retryAfter,
  say,
  warn,
} from '../outcome.ts';
import { stopped, type Progress } from '../operation.ts';
import { isRemoval, type OutcomeContext, type Result } from './context.ts';
import { deprovisionFailed } from './removal.ts';
import { updateEndedBadly } from './update.ts';

/** What is going on by itself at the broker. */
export function asyncSaying(status: InstanceStatus) {
  if (isRemoval(status)) {
    const message = 'The instance is being deprovisioned asynchronously';
    return { reason: 'Deprovisioning', message };
  }
  return status.currentOperation === 'Update'
    ? {
        reason: 'UpdatingInstance',
        message: 'The instance is being updated asynchronously',
      }
    : {
        reason: 'Provisioning',
        message: 'The instance is being provisioned asynchronously',
      };
}

/** The broker is not done. */
export function stillGoing(
  status: InstanceStatus,
  { description, retryAfterMs }: Extract<Progress, { kind: 'going' }>,
  { now }: OutcomeContext,
): Result {
  const { reason, message } = asyncSaying(status);
  const text = description ? `${message} (${description})` : message;
  return {
    status: say(status, [ready('False', reason, text)], now),
    wait: { for: 'poll', exactlyMs: retryAfterMs },
  };
}

/** The instance is there. */
export function provisioned(
  status: InstanceStatus,
  { now }: OutcomeContext,
  dashboardURL = status.dashboardURL,
): Result {
  const said = ready(
    'True',
    'ProvisionedSuccessfully',
    'The instance was provisioned successfully',
  );
  const done: InstanceStatus = {
    ...idle(status),
    conditions: without(status.conditions, 'Failed', 'OrphanMitigation'),
    provisionStatus: 'Provisioned',
    externalProperties: status.inProgressProperties,
    reconciledGeneration: status.observedGeneration,
    dashboardURL,
  };
  return { status: say(done, [said], now), tell: note(said) };
}

/** The instance could not be made. */
export function provisionFailed(
  status: InstanceStatus,
  answer: Failure,
  context: OutcomeContext,
): Result {
  const { offering, limits, now } = context;
  const broker = offering.broker.metadata?.name;
  const message = `Error provisioning ServiceInstance of ${
    offering.serviceClass.spec.externalName
  } at broker ${broker}: ${sayFailure(answer)}`;
  const reason =
    answer.kind === 'refused' || answer.kind === 'malformed'
      ? 'ProvisionCallFailed'
      : 'ErrorCallingProvision';
  const said = ready('False', reason, message);
  // What the broker has under the id is another's, and stays so.
  const isTaken = answer.kind === 'refused' && answer.status === 409;
  const isRefused = isHopeless(answer) || isTaken;
  const isFinal = isRefused || isGivenUp(status, limits, now);
  const final = isRefused
    ? failed('ClusterServiceBrokerReturnedFailure', message)
    : GIVEN_UP;
  const told = say(status, isFinal ? [said, final] : [said], now);
  if (mayLeaveOrphan(answer)) return orphaned(told, message, now);
  const wait = isFinal ? undefined : retryAfter(answer);
  const settled: InstanceStatus = isFinal
    ? { ...idle(told), reconciledGeneration: status.observedGeneration }
    : { ...told, inProgressProperties: leftBy(status, answer) };
  // What was refused for good was never made. Of the rest a removal may find nothing, too.
  const deprovisionStatus = isRefused
    ? 'NotRequired'
    : status.deprovisionStatus;
  return {
    status: { ...settled, deprovisionStatus },
    wait,
    tell: warn(said),
  };
}

/** What the broker may have of an order that is sent again; nothing where it refused it. */
function leftBy(
  { inProgressProperties }: InstanceStatus,
  answer: Failure,
): Properties | undefined {
  const isRefused =
    answer.kind === 'unreachable' ||
    (answer.kind === 'refused' && answer.error !== 'ConcurrencyError');
  return isRefused ? undefined : inProgressProperties;
}

/** Something may have been made of which nobody knows: it is taken away before anything else. */
export function orphaned(
  status: InstanceStatus,
  message: string,
  now: Date,
): Result {
  const reason = 'StartingInstanceOrphanMitigation';
  const text =
    'What became of the order is not known; attempting to deprovision the instance in order to mitigate an orphaned resource';
  const mitigating: InstanceStatus = {
    ...idle(status),
    conditions: without(status.conditions, 'OrphanMitigation'),
    orphanMitigationInProgress: true,
    deprovisionStatus: 'Required',
    operationStartTime: timeText(now),
    triedSince: status.triedSince,
    // What was asked for is what is to be taken away, whatever is wanted by then.
    inProgressProperties: status.inProgressProperties,
  };
  return {
    status: say(
      mitigating,
      [
        { type: 'OrphanMitigation', status: 'True', reason, message },
        ready('False', reason, `${text}. ${message}`),
      ],
      now,
    ),
    tell: { type: 'Warning', reason, message },
  };
}

/** An asynchronous operation has ended badly, as the broker says. */
export function operationFailed(
  status: InstanceStatus,
  description: string,
  context: OutcomeContext,
): Result {
  const over = stopped(status);
  if (isRemoval(status)) {
    return deprovisionFailed(over, description, context);
  }
  if (status.currentOperation === 'Update')
    return updateEndedBadly(over, description, context);
  const message = `Provision call failed: ${description}`;
  const ended: InstanceStatus = {
    ...over,
    reconciledGeneration: status.observedGeneration,
  };
  const told = say(
    ended,
    [failed('ProvisionCallFailed', message)],
    context.now,
  );
  return orphaned(told, message, context.now);
}

/** An asynchronous operation takes longer than it may, and counts as failed. */
export function timedOut(
  status: InstanceStatus,
  context: OutcomeContext,
): Result {
  const message =
    'The asynchronous operation timed out and will not be retried';
  const result = operationFailed(status, message, context);
  if (isRemoval(status)) return result;
  const said = failed('AsyncOperationTimeout', message);
  return { ...result, status: say(result.status, [said], context.now) };
}
