import { compareEnvironments } from '../services/environments';
import { compareStatuses } from '../services/summary';
import type { PlacementDetail } from './schema';

/** Placements as software passes through them, development first. */
export function comparePlacements(
  left: Pick<PlacementDetail, 'environment' | 'id'>,
  right: Pick<PlacementDetail, 'environment' | 'id'>,
): number {
  return (
    compareEnvironments(left.environment, right.environment) ||
    left.id.localeCompare(right.id, 'en', { numeric: true })
  );
}

/**
 * The placement that a page opens when none is asked for: the worst, of equals the first
 * on the way to production.
 */
export function firstToOpen<
  T extends Pick<PlacementDetail, 'environment' | 'id' | 'status'>,
>(placements: readonly T[]): T | undefined {
  return [...placements].sort(
    (left, right) =>
      compareStatuses(right.status, left.status) ||
      comparePlacements(left, right),
  )[0];
}
