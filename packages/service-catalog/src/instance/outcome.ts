import type { InstanceStatus } from '../model.ts';
import { sayFailure, type Answer } from '../osb/answer.ts';
import { accepted, progressOf } from '../operation.ts';
import { ready } from '../outcome.ts';
import {
  isRemoval,
  pollingOf,
  type OutcomeContext,
  type Result,
} from './context.ts';
import { deprovisioned, deprovisionFailed } from './removal.ts';
import {
  asyncSaying,
  operationFailed,
  provisioned,
  provisionFailed,
  stillGoing,
  timedOut,
} from './results.ts';
import { updated, updateFailed } from './update.ts';

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
      return begunAtBroker(status, answer, context);
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
      return begunAtBroker(status, answer, context);
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
      return begunAtBroker(status, answer, context);
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
  const pollingMs = pollingOf(context);
  const { now } = context;
  const progress = progressOf(answer, { status, removes, pollingMs, now });
  switch (progress.kind) {
    case 'ended':
      if (removes) return deprovisioned(status, context);
      return status.currentOperation === 'Update'
        ? updated(status, context)
        : provisioned(status, context);
    case 'failed':
      return operationFailed(status, progress.because, context);
    case 'late':
      return timedOut(status, context);
    case 'going':
      return stillGoing(status, progress, context);
    case 'unheard': {
      const { tell, retryAfterMs: exactlyMs } = progress;
      return { status, wait: { for: 'poll', exactlyMs }, tell };
    }
  }
}

function begunAtBroker(
  status: InstanceStatus,
  answer: Extract<Answer, { kind: 'accepted' }>,
  { now }: OutcomeContext,
): Result {
  const { reason, message } = asyncSaying(status);
  const dashboardURL = answer.dashboardUrl ?? status.dashboardURL;
  const said = ready('False', reason, message);
  return accepted({ ...status, dashboardURL }, said, answer, now);
}
