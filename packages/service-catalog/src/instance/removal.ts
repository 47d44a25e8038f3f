import { without } from '../conditions.ts';
import type { InstanceStatus } from '../model.ts';
import type { Failure } from '../osb/answer.ts';
import { idle, note, ready, removalFailed, say } from '../outcome.ts';
import type { OutcomeContext, Result } from './context.ts';

/** The instance is no more at the broker. */
export function deprovisioned(
  status: InstanceStatus,
  { now }: OutcomeContext,
): Result {
  const gone: InstanceStatus = {
    ...idle(status),
    orphanMitigationInProgress: false,
    conditions: without(status.conditions, 'OrphanMitigation'),
    provisionStatus: 'NotProvisioned',
    deprovisionStatus: 'Succeeded',
    externalProperties: undefined,
    dashboardURL: undefined,
    isUpdateUnsettled: undefined,
  };
  if (!status.orphanMitigationInProgress) {
    const said = ready(
      'False',
      'DeprovisionedSuccessfully',
      'The instance was deprovisioned successfully',
    );
    return { status: say(gone, [said], now), tell: note(said) };
  }
  const said = ready(
    'False',
    'OrphanMitigationSuccessful',
    'Orphan mitigation was completed successfully',
  );
  // What could not be made is tried again, and for no longer than it would be without an orphan.
  const { triedSince } = status;
  return {
    status: say({ ...gone, triedSince }, [said], now),
    wait: { for: 'retry' },
    tell: note(said),
  };
}

/** It could not be taken away, and is tried again. */
export function deprovisionFailed(
  status: InstanceStatus,
  because: string,
  context: OutcomeContext,
  answer?: Failure,
): Result {
  const isMitigation = status.orphanMitigationInProgress;
  const message = `${
    isMitigation ? 'Orphan mitigation failed' : 'Error deprovisioning'
  }: ${because}`;
  const reason = isMitigation
    ? 'OrphanMitigationFailed'
    : 'DeprovisionCallFailed';
  const said = ready('Unknown', reason, message);
  const over: InstanceStatus = {
    ...idle(status),
    orphanMitigationInProgress: false,
    deprovisionStatus: 'Failed',
  };
  return removalFailed(status, said, over, context, answer);
}
