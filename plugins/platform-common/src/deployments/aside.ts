import type { CauseFacts } from './causes';

/** Causes that stand beside the work of a workload: it fails, or is held up, for others. */
export const asideCauses: ReadonlySet<CauseFacts['kind']> = new Set([
  'autoscaler-blind',
  'disruption-blocked',
  'no-endpoints',
  'overlapping-selectors',
  'service-overlap',
  'stuck-terminating',
]);
