/** How a list or a watch ended. */
export type Outcome =
  /** The server ended the watch in order. */
  | { readonly kind: 'ended' }
  /** The connection broke, fell silent, or could not be made. */
  | { readonly kind: 'broken'; readonly because: string }
  /** 410: what was asked for is no longer kept. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'forbidden'; readonly because: string }
  | { readonly kind: 'unauthorized' }
  | {
      readonly kind: 'failed';
      readonly because: string;
      readonly retryAfterMs?: number;
    };

/** Ends a list or a watch otherwise than in order. */
export class WatchFailure extends Error {
  override readonly name = 'WatchFailure';
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}
