import { backoffMs } from '../connect/backoff';
import type { Outcome } from './Outcome';

/** Answers in a row after which a kind counts as forbidden or absent. */
const CONFIRMED = 2;
/** Kinds and rights come and go, but seldom. */
const SLOWLY_MS = 30_000;
/** Whatever stands before a server may ask for more, long after the server is back. */
const OBEYED_MS = 10_000;
/** Failures in a row before a watch that breaks without a word, or a server that is back, counts as failing. */
const MISTRUSTED = 3;

/** What an informer remembers of its attempts. */
export interface Attempts {
  /** In a row, without anything that was heard between. */
  readonly failures: number;
  /** In a row, that said forbidden or absent. */
  readonly refusals: number;
}

/** Before the first attempt. */
export const fresh: Attempts = { failures: 0, refusals: 0 };

/** What an informer does next. */
export interface Next {
  readonly from: 'list' | 'watch';
  readonly delayMs: number;
  readonly attempts: Attempts;
  /** What is to be said of the kind, where it changes. */
  readonly verdict?:
    | { readonly kind: 'absent' }
    | { readonly kind: 'forbidden'; readonly because: string }
    | { readonly kind: 'stale'; readonly because: string };
}

const stale = (because: string) => ({ kind: 'stale', because } as const);

/**
 * What an informer does after a list or a watch ended.
 *
 * @param heard - whether the watch told anything, so that it had worked
 * @param isReturning - whether the cluster was lost, and the kind was not read since: a server
 *   that has just started may fail a few times
 * @param random - 0 to 1
 */
export function decideNext(
  outcome: Outcome,
  attempts: Attempts,
  {
    heard,
    isReturning,
    random,
  }: { heard: boolean; isReturning: boolean; random: number },
): Next {
  const failures = heard ? 1 : attempts.failures + 1;
  const delayMs = backoffMs(failures, random);
  const counted = { failures, refusals: 0 };
  switch (outcome.kind) {
    case 'ended':
      return heard
        ? { from: 'watch', delayMs: 0, attempts: fresh }
        : { from: 'watch', delayMs, attempts: counted };
    case 'broken':
      return {
        from: failures >= MISTRUSTED ? 'list' : 'watch',
        delayMs,
        attempts: counted,
        ...(failures >= MISTRUSTED && { verdict: stale(outcome.because) }),
      };
    case 'expired':
      return {
        from: 'list',
        delayMs: failures === 1 ? 0 : delayMs,
        attempts: counted,
      };
    case 'absent':
    case 'forbidden':
      return refused(outcome, { attempts, delayMs });
    case 'unauthorized':
      return { from: 'watch', delayMs, attempts: counted };
    default:
      return {
        from: 'list',
        delayMs: Math.max(
          delayMs,
          Math.min(outcome.retryAfterMs ?? 0, OBEYED_MS),
        ),
        attempts: counted,
        ...((!isReturning || failures >= MISTRUSTED) && {
          verdict: stale(outcome.because),
        }),
      };
  }
}

/** One refusal alone may come from a server that does not know its roles yet. */
function refused(
  outcome: Extract<Outcome, { kind: 'absent' | 'forbidden' }>,
  { attempts, delayMs }: { attempts: Attempts; delayMs: number },
): Next {
  const refusals = attempts.refusals + 1;
  const confirmed = refusals >= CONFIRMED;
  return {
    from: 'list',
    delayMs: confirmed ? SLOWLY_MS : Math.max(delayMs, 500),
    attempts: { failures: attempts.failures, refusals },
    ...(confirmed && { verdict: outcome }),
  };
}
