import { statuses, type Status } from '@pilothouse/plugin-platform-common';

/**
 * The states that rows are counted and chosen by, from best to worst. What is well because
 * nothing of it runs serves nobody, so that it is no healthy one.
 */
export const states = ['undeployed', 'asleep', ...statuses] as const;

/** One of {@link states}. */
export type State = (typeof states)[number];

/** What has a state, or none as there is nothing that could be well or not. */
export interface Stated {
  readonly status?: Status;
  readonly asleep: boolean;
  readonly undeployed: boolean;
}

/** The state that a row is counted as. */
export function stateOf({
  status,
  asleep,
  undeployed,
}: Stated): State | undefined {
  if (undeployed) return 'undeployed';
  return asleep ? 'asleep' : status;
}

/** How many there are of each state; what has none is not counted. */
export function countStates(views: readonly Stated[]): Record<State, number> {
  const counts = Object.fromEntries(states.map(state => [state, 0])) as Record<
    State,
    number
  >;
  for (const view of views) {
    const state = stateOf(view);
    if (state) counts[state] += 1;
  }
  return counts;
}
