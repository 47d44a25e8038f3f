/** What is known when the sign-in page opens. */
export interface Arrival {
  /** Whether the portal still has a session of this browser. */
  readonly hasSession: boolean;
  /** What the portal refused with, when it sent the browser back. */
  readonly refusal?: string;
  /** Whether the person has just signed out on purpose. */
  readonly signedOut: boolean;
  /** When this tab last went to the user center by itself, in ms since the epoch. */
  readonly lastAttempt?: number;
}

/** What the sign-in page does next. */
export type SignInStep =
  | { readonly kind: 'enter' }
  | { readonly kind: 'go' }
  | { readonly kind: 'wait'; readonly because: 'signedOut' }
  | {
      readonly kind: 'fail';
      readonly because: 'refused';
      readonly message: string;
    }
  | { readonly kind: 'fail'; readonly because: 'noSession' };

const loopMs = 20_000;

/**
 * Goes to single sign-on by itself, except where that would be against the person's will
 * (just signed out) or would go round in circles (refused, or back without a session).
 */
export function decideSignIn(arrival: Arrival, now: number): SignInStep {
  if (arrival.hasSession) {
    return { kind: 'enter' };
  }
  if (arrival.refusal !== undefined) {
    return { kind: 'fail', because: 'refused', message: arrival.refusal };
  }
  if (arrival.signedOut) {
    return { kind: 'wait', because: 'signedOut' };
  }
  if (arrival.lastAttempt !== undefined && now - arrival.lastAttempt < loopMs) {
    return { kind: 'fail', because: 'noSession' };
  }
  return { kind: 'go' };
}
