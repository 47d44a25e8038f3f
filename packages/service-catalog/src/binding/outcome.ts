import { timeText } from '../conditions.ts';
import { pollingOf, type OutcomeContext } from '../instance/context.ts';
import type { BindingStatus, Json } from '../model.ts';
import {
  mayLeaveOrphan,
  sayFailure,
  type Answer,
  type Failure,
} from '../osb/answer.ts';
import { accepted, progressOf, stopped, type Progress } from '../operation.ts';
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
  type Outcome,
} from '../outcome.ts';
import { unbindFailed, unbound } from './removal.ts';

type Result = Outcome<BindingStatus>;

/** What follows from an answer; credentials are first to become a Secret. */
export type BindingResult =
  | ({ readonly kind: 'status' } & Result)
  | { readonly kind: 'credentials'; readonly credentials?: Json }
  /** They are there, and must be fetched. */
  | { readonly kind: 'fetch' };

const asResult = (outcome: Result): BindingResult => ({
  kind: 'status',
  ...outcome,
});

/** What follows from the answer to a bind request. */
export function afterBind(
  status: BindingStatus,
  answer: Answer<'bind'>,
  context: OutcomeContext,
): BindingResult {
  switch (answer.kind) {
    case 'done':
      return given(status, answer.body.credentials, context);
    case 'accepted':
      return asResult(begunAtBroker(status, answer, context));
    case 'gone':
      return asResult({ status, wait: { for: 'retry' } });
    default:
      return asResult(bindFailed(status, answer, context));
  }
}

/** What follows from the answer to an unbind request, be it against an orphan or not. */
export function afterUnbind(
  status: BindingStatus,
  answer: Answer<'unbind'>,
  context: OutcomeContext,
): BindingResult {
  switch (answer.kind) {
    case 'done':
    case 'gone':
      return asResult(unbound(status, context));
    case 'accepted':
      return asResult(begunAtBroker(status, answer, context));
    default:
      return asResult(
        unbindFailed(status, sayFailure(answer), context, answer),
      );
  }
}

/** What follows from the answer to a fetched binding: it was made asynchronously, or its Secret is lost. */
export function afterFetch(
  status: BindingStatus,
  answer: Answer<'fetchBinding'>,
  context: OutcomeContext,
): BindingResult {
  if (answer.kind === 'done')
    return given(status, answer.body.credentials, context);
  if (answer.kind !== 'refused' && answer.kind !== 'malformed') {
    return asResult({ status, wait: { for: 'poll' } });
  }
  const because = sayFailure(answer);
  const message = `Could not do a GET on binding resource: ${because}`;
  if (isBound(status)) return asResult(notInjected(status, message, context));
  const said = failed('FetchingBindingFailed', message);
  return asResult(orphaned(status, said, context));
}

/** Whether the broker has given credentials before: whoever uses them must not lose them. */
function isBound({ externalProperties }: BindingStatus): boolean {
  return externalProperties !== undefined;
}

/** A broker may give credentials once only. Without any, nobody is to be told that they are there. */
function given(
  status: BindingStatus,
  credentials: Json | undefined,
  context: OutcomeContext,
): BindingResult {
  const hasNone = Object.keys(credentials ?? {}).length === 0;
  if (!hasNone || !isBound(status)) return { kind: 'credentials', credentials };
  const because =
    'The broker does not give the credentials again; delete the binding, and make it anew.';
  return asResult(notInjected(status, because, context));
}

/** What follows from the answer to the question how far an operation is. */
export function afterPoll(
  status: BindingStatus,
  answer: Answer<'lastOperation'>,
  context: OutcomeContext,
): BindingResult {
  const removes = isRemoval(status);
  const pollingMs = pollingOf(context);
  const { now } = context;
  const progress = progressOf(answer, { status, removes, pollingMs, now });
  switch (progress.kind) {
    case 'ended':
      return removes ? asResult(unbound(status, context)) : { kind: 'fetch' };
    case 'failed':
    case 'late':
      return asResult(operationFailed(status, progress, context));
    case 'going': {
      const { retryAfterMs: exactlyMs } = progress;
      return asResult({ status, wait: { for: 'poll', exactlyMs } });
    }
    case 'unheard': {
      const { tell, retryAfterMs: exactlyMs } = progress;
      return asResult({ status, wait: { for: 'poll', exactlyMs }, tell });
    }
  }
}

/** Whether what is going on takes the binding away. */
function isRemoval(status: BindingStatus): boolean {
  return (
    status.orphanMitigationInProgress || status.currentOperation === 'Unbind'
  );
}

/** An asynchronous operation has ended badly, or takes longer than it may. */
function operationFailed(
  status: BindingStatus,
  progress: Extract<Progress, { kind: 'failed' | 'late' }>,
  context: OutcomeContext,
): Result {
  const because =
    progress.kind === 'failed'
      ? progress.because
      : 'The asynchronous operation timed out and will not be retried';
  const over = stopped(status);
  if (isRemoval(status)) return unbindFailed(over, because, context);
  if (isBound(status)) return notInjected(over, because, context);
  const reason =
    progress.kind === 'failed' ? 'BindCallFailed' : 'AsyncOperationTimeout';
  const said = failed(reason, `Bind call failed: ${because}`);
  return orphaned(over, said, context);
}

/** The credentials are in their Secret. */
export function bound(
  status: BindingStatus,
  generation: number,
  now: Date,
): Result {
  const said = ready('True', 'InjectedBindResult', 'Injected bind result');
  const done: BindingStatus = {
    ...idle(status),
    externalProperties: status.inProgressProperties,
    reconciledGeneration: generation,
  };
  return { status: say(done, [said], now), tell: note(said) };
}

/** The credentials could not be put into their Secret; the broker is asked for them again. */
export function notInjected(
  status: BindingStatus,
  because: string,
  context: OutcomeContext,
): Result {
  const { limits, now } = context;
  const said = ready(
    'False',
    'ErrorInjectingBindResult',
    `Error injecting bind result: ${because}`,
  );
  const externalProperties =
    status.externalProperties ?? status.inProgressProperties;
  const there: BindingStatus = { ...stopped(status), externalProperties };
  if (isGivenUp(status, limits, now))
    return {
      status: say(idle(there), [said, GIVEN_UP], now),
      tell: warn(said),
    };
  return {
    status: say(there, [said], now),
    wait: { for: 'retry' },
    tell: warn(said),
  };
}

function begunAtBroker(
  status: BindingStatus,
  answer: Extract<Answer, { kind: 'accepted' }>,
  { now }: OutcomeContext,
): Result {
  const said = isRemoval(status)
    ? ready('False', 'Unbinding', 'The binding is being deleted asynchronously')
    : ready('False', 'Binding', 'The binding is being created asynchronously');
  return accepted(status, said, answer, now);
}

/** A status that a broker gives for a new binding is final, but that it is busy. */
function bindFailed(
  status: BindingStatus,
  answer: Failure,
  context: OutcomeContext,
): Result {
  const { limits, now } = context;
  const message = `Error creating ServiceBinding: ${sayFailure(answer)}`;
  const said = ready('False', 'BindCallFailed', message);
  const isBusy =
    answer.kind === 'refused' &&
    (answer.error === 'ConcurrencyError' ||
      answer.status === 408 ||
      answer.status === 429);
  const isFinal = !isBound(status) && answer.kind !== 'unreachable' && !isBusy;
  if (isFinal && mayLeaveOrphan(answer)) {
    const final = failed('ServiceBindingReturnedFailure', message);
    return orphaned(say(status, [said], now), final, context);
  }
  if (isFinal || isGivenUp(status, limits, now)) {
    const final = isFinal
      ? failed('ServiceBindingReturnedFailure', message)
      : GIVEN_UP;
    const over: BindingStatus = {
      ...idle(status),
      // What was refused for good was never made; a success that cannot be read was.
      unbindStatus:
        isFinal && answer.kind !== 'malformed'
          ? 'NotRequired'
          : status.unbindStatus,
    };
    return { status: say(over, [said, final], now), tell: warn(said) };
  }
  return {
    status: say(status, [said], now),
    wait: retryAfter(answer),
    tell: warn(said),
  };
}

/** A binding may have been made of which nobody knows: it is taken away. */
function orphaned(
  status: BindingStatus,
  said: ReturnType<typeof failed>,
  { now }: OutcomeContext,
): Result {
  const mitigating: BindingStatus = {
    ...idle(status),
    orphanMitigationInProgress: true,
    unbindStatus: 'Required',
    operationStartTime: timeText(now),
    triedSince: timeText(now),
  };
  const { message } = said;
  const waiting = ready(
    'False',
    'ServiceBindingNeedsOrphanMitigation',
    message,
  );
  return { status: say(mitigating, [waiting, said], now), tell: warn(said) };
}
