import type { OutcomeContext } from '../instance/context.ts';
import type { BindingStatus } from '../model.ts';
import type { Failure } from '../osb/answer.ts';
import {
  GIVEN_UP,
  idle,
  isGivenUp,
  note,
  ready,
  retryAfter,
  say,
  warn,
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
  { limits, now }: OutcomeContext,
  answer?: Failure,
): Result {
  const said = ready(
    'Unknown',
    status.orphanMitigationInProgress
      ? 'OrphanMitigationFailed'
      : 'UnbindCallFailed',
    `Error unbinding: ${because}`,
  );
  if (isGivenUp(status, limits, now)) {
    const over: BindingStatus = {
      ...idle(status),
      orphanMitigationInProgress: false,
      unbindStatus: 'Failed',
    };
    return { status: say(over, [said, GIVEN_UP], now), tell: warn(said) };
  }
  return {
    status: say(status, [said], now),
    wait: retryAfter(answer),
    tell: warn(said),
  };
}
