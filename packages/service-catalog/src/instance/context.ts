import { MAXIMUM_POLLING, type InstanceStatus } from '../model.ts';
import type { Outcome } from '../outcome.ts';
import type { Limits } from '../pace.ts';
import type { Offering } from './references.ts';

/** What an answer is judged by beside itself. */
export interface OutcomeContext {
  readonly offering: Offering;
  readonly now: Date;
  readonly limits: Limits;
}

export type Result = Outcome<InstanceStatus>;

/** Whether what is going on takes the instance away. */
export function isRemoval(status: InstanceStatus): boolean {
  return (
    status.orphanMitigationInProgress ||
    status.currentOperation === 'Deprovision'
  );
}

/** How long an operation of the plan may be polled. */
export function pollingOf({ offering, limits }: OutcomeContext): number {
  const seconds = Number(
    offering.plan.metadata?.annotations?.[MAXIMUM_POLLING] ?? NaN,
  );
  return seconds > 0 ? seconds * 1000 : limits.pollingDurationMs;
}
