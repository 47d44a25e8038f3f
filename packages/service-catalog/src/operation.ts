import { timeText, type Saying } from './conditions.ts';
import type { Removal } from './model.ts';
import { sayFailure, type Answer } from './osb/answer.ts';
import {
  isOver,
  note,
  say,
  type Outcome,
  type Status,
  type Telling,
} from './outcome.ts';

/** How far an operation is, as the broker's answer to a poll has it. */
export type Progress =
  /** It came to its end; what was to be removed may be gone without a word. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly because: string }
  /** It takes longer than it may. */
  | { readonly kind: 'late' }
  | {
      readonly kind: 'going';
      readonly description?: string;
      readonly retryAfterMs?: number;
    }
  /** The answer says nothing of it. */
  | {
      readonly kind: 'unheard';
      readonly tell: Telling;
      readonly retryAfterMs?: number;
    };

/** What a poll is judged by beside its answer. */
export interface Polled {
  readonly status: Pick<Status, 'operationStartTime'>;
  /** Whether the operation takes something away. */
  readonly removes: boolean;
  /** How long it may be polled. */
  readonly pollingMs: number;
  readonly now: Date;
}

/** Reads how far an operation of an instance or a binding is. */
export function progressOf(
  answer: Answer<'lastOperation'>,
  { status, removes, pollingMs, now }: Polled,
): Progress {
  if (answer.kind === 'gone' && removes) return { kind: 'ended' };
  const state = answer.kind === 'done' ? answer.body.state : undefined;
  if (state === 'succeeded') return { kind: 'ended' };
  if (answer.kind === 'done' && state === 'failed')
    return { kind: 'failed', because: answer.body.description ?? '' };
  if (isOver(status.operationStartTime, pollingMs, now))
    return { kind: 'late' };
  if (answer.kind === 'done') {
    const { body, retryAfterMs } = answer;
    return { kind: 'going', description: body.description, retryAfterMs };
  }
  const because =
    answer.kind === 'gone' || answer.kind === 'accepted'
      ? 'The answer is none that the request may have.'
      : sayFailure(answer);
  return {
    kind: 'unheard',
    tell: {
      type: 'Warning',
      reason: 'ErrorPollingLastOperation',
      message: `Error polling last operation: ${because}`,
    },
    retryAfterMs: answer.kind === 'refused' ? answer.retryAfterMs : undefined,
  };
}

/** The broker goes on by itself, and is asked how far it is. */
export function accepted<S extends Status>(
  status: S,
  said: Saying,
  answer: Extract<Answer, { kind: 'accepted' }>,
  now: Date,
): Outcome<S> {
  const going: S = {
    ...status,
    asyncOpInProgress: true,
    operationStartTime: timeText(now),
    lastOperation: answer.operation,
  };
  return {
    status: say(going, [said], now),
    wait: { for: 'poll', exactlyMs: answer.retryAfterMs, isFirst: true },
    tell: note(said),
  };
}

/** A status whose operation the broker has ended, and which is judged by what it said. */
export function stopped<S extends Status>(status: S): S {
  return { ...status, asyncOpInProgress: false, lastOperation: undefined };
}

/** Whether an object may go: nothing was ever asked for, or it is gone again. */
export function isReleased(status: Status, removal: Removal): boolean {
  return (
    !status.asyncOpInProgress &&
    !status.orphanMitigationInProgress &&
    (removal === 'NotRequired' || removal === 'Succeeded')
  );
}
