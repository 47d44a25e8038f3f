import { without } from '../conditions.ts';
import type { InstanceStatus } from '../model.ts';
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
import type { OutcomeContext, Result } from './context.ts';

/** The instance is as it is wanted. */
export function updated(
  status: InstanceStatus,
  { now }: OutcomeContext,
  dashboardURL = status.dashboardURL,
): Result {
  const said = ready(
    'True',
    'InstanceUpdatedSuccessfully',
    'The instance was updated successfully',
  );
  const done: InstanceStatus = {
    ...idle(status),
    conditions: without(status.conditions, 'Failed'),
    externalProperties: status.inProgressProperties,
    reconciledGeneration: status.observedGeneration,
    isUpdateUnsettled: undefined,
    dashboardURL,
  };
  return { status: say(done, [said], now), tell: note(said) };
}

/** The instance could not be changed. */
export function updateFailed(
  status: InstanceStatus,
  answer: Failure,
  { limits, now }: OutcomeContext,
): Result {
  const isRefused = answer.kind === 'refused' || answer.kind === 'malformed';
  const reason = isRefused
    ? 'UpdateInstanceCallFailed'
    : 'ErrorCallingUpdateInstance';
  const message = `Error updating the instance: ${sayFailure(answer)}`;
  const said = ready('False', reason, message);
  const repeatable =
    answer.kind !== 'refused' || answer.updateRepeatable !== false;
  const isFinal = isHopeless(answer) || !repeatable;
  // An update that may have arrived may have been made.
  const isUpdateUnsettled =
    status.isUpdateUnsettled ||
    answer.kind === 'malformed' ||
    mayLeaveOrphan(answer) ||
    undefined;
  if (isFinal || isGivenUp(status, limits, now)) {
    const final = isFinal
      ? failed('UpdateInstanceCallFailed', message)
      : GIVEN_UP;
    const over: InstanceStatus = {
      ...idle(status),
      isUpdateUnsettled,
      reconciledGeneration: status.observedGeneration,
    };
    return { status: say(over, [said, final], now), tell: warn(said) };
  }
  return {
    status: say({ ...status, isUpdateUnsettled }, [said], now),
    wait: retryAfter(answer),
    tell: warn(said),
  };
}

/** An asynchronous update has failed, or takes longer than it may. How much of it was made, nobody says. */
export function updateEndedBadly(
  status: InstanceStatus,
  description: string,
  { now }: OutcomeContext,
): Result {
  const message = `Update call failed: ${description}`;
  const said = ready('False', 'UpdateInstanceCallFailed', message);
  const over: InstanceStatus = {
    ...idle(status),
    isUpdateUnsettled: true,
    reconciledGeneration: status.observedGeneration,
  };
  return {
    status: say(over, [said, failed(said.reason, message)], now),
    tell: warn(said),
  };
}
