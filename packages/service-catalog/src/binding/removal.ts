import type { OutcomeContext } from '../instance/context.ts';
import type { BindingStatus } from '../model.ts';
import type { Failure } from '../osb/answer.ts';
import {
  idle,
  note,
  ready,
  removalFailed,
  say,
  type Outcome,
} from '../outcome.ts';

type Result = Outcome<BindingStatus>;

/** The binding is no more at the broker. */
export function unbound(
  status: BindingStatus,
  { now }: OutcomeContext,
): Result {
  const gone: BindingStatus = {
    ...idle(status),
    orphanMitigationInProgress: false,
    unbindStatus: 'Succeeded',
    externalProperties: undefined,
  };
  const said = status.orphanMitigationInProgress
    ? ready(
        'False',
        'OrphanMitigationSuccessful',
        'Orphan mitigation was completed successfully',
      )
    : ready(
        'False',
        'UnboundSuccessfully',
        'The binding was deleted successfully',
      );
  return { status: say(gone, [said], now), tell: note(said) };
}

/** It could not be taken away, and is tried again. */
export function unbindFailed(
  status: BindingStatus,
  because: string,
  context: OutcomeContext,
  answer?: Failure,
): Result {
  const said = ready(
    'Unknown',
    status.orphanMitigationInProgress
      ? 'OrphanMitigationFailed'
      : 'UnbindCallFailed',
    `Error unbinding: ${because}`,
  );
  const over: BindingStatus = {
    ...idle(status),
    orphanMitigationInProgress: false,
    unbindStatus: 'Failed',
  };
  return removalFailed(status, said, over, context, answer);
}
