import type { SilenceReason } from '@pilothouse/plugin-platform-common';

/**
 * Why a cluster cannot be asked, as a sentence without a subject that holds no secret.
 * `credential`: the portal has none of its own there. `refused`: it has one, which does
 * not count. `network`: nobody answers, or not whom one may trust.
 */
export class ClusterFailure extends Error {
  override readonly name = 'ClusterFailure';
  readonly kind: 'credential' | 'network' | 'refused';
  /** What that comes to, for pages to say in the reader's language. */
  readonly reason: SilenceReason | undefined;
  /** Whether the cluster may have taken what was sent, and only its answer is missing. */
  readonly mayHaveArrived: boolean;

  constructor(
    kind: ClusterFailure['kind'],
    because: string,
    reason?: SilenceReason,
    mayHaveArrived = false,
  ) {
    super(because);
    this.kind = kind;
    this.reason = reason;
    this.mayHaveArrived = mayHaveArrived;
  }
}
