import type { InstanceStatus } from '../model.ts';
import { sayFailure, type Answer } from '../osb/answer.ts';
import { isOver } from '../outcome.ts';
import {
  isRemoval,
  pollingMs,
  type OutcomeContext,
  type Result,
} from './context.ts';
import { deprovisioned, deprovisionFailed } from './removal.ts';
import {
  accepted,
  operationFailed,
  provisioned,
  provisionFailed,
  stillGoing,
  timedOut,
  updated,
  updateFailed,
} from './results.ts';

/** What follows from the answer to a provision request. */
export function afterProvision(
  status: InstanceStatus,
  answer: Answer<'provision'>,
  context: OutcomeContext,
): Result {
  switch (answer.kind) {
    case 'done':
      return provisioned(status, context, answer.body.dashboard_url);
    case 'accepted':
      return accepted(status, answer, context);
    case 'gone':
      return { status, wait: { for: 'retry' } };
    default:
      return provisionFailed(status, answer, context);
  }
}

/** What follows from the answer to an update request. */
export function afterUpdate(
  status: InstanceStatus,
  answer: Answer<'update'>,
  context: OutcomeContext,
): Result {
  switch (answer.kind) {
    case 'done':
      return updated(status, context, answer.body.dashboard_url);
    case 'accepted':
      return accepted(status, answer, context);
    case 'gone':
      return { status, wait: { for: 'retry' } };
    default:
      return updateFailed(status, answer, context);
  }
}

/** What follows from the answer to a deprovision request, be it against an orphan or not. */
export function afterDeprovision(
  status: InstanceStatus,
  answer: Answer<'deprovision'>,
  context: OutcomeContext,
): Result {
  switch (answer.kind) {
    case 'done':
    case 'gone':
      return deprovisioned(status, context);
    case 'accepted':
      return accepted(status, answer, context);
    default:
      return deprovisionFailed(status, sayFailure(answer), context, answer);
  }
}

/** What follows from the answer to the question how far an operation is. */
export function afterPoll(
  status: InstanceStatus,
  answer: Answer<'lastOperation'>,
  context: OutcomeContext,
): Result {
  const removes = isRemoval(status);
  if (answer.kind === 'gone' && removes) return deprovisioned(status, context);
  if (answer.kind === 'done' && answer.body.state === 'succeeded') {
    if (removes) return deprovisioned(status, context);
    return status.currentOperation === 'Update'
      ? updated(status, context)
      : provisioned(status, context);
  }
  if (answer.kind === 'done' && answer.body.state === 'failed') {
    return operationFailed(status, answer.body.description ?? '', context);
  }
  if (isOver(status.operationStartTime, pollingMs(context), context.now)) {
    return timedOut(status, context);
  }
  if (answer.kind === 'done') {
    return stillGoing(status, answer.body.description, context);
  }
  const because =
    answer.kind === 'gone' || answer.kind === 'accepted'
      ? 'The answer is none that the request may have.'
      : sayFailure(answer);
  const exactlyMs = answer.kind === 'refused' ? answer.retryAfterMs : undefined;
  return {
    status,
    wait: { for: 'poll', exactlyMs },
    tell: {
      type: 'Warning',
      reason: 'ErrorPollingLastOperation',
      message: `Error polling last operation: ${because}`,
    },
  };
}
