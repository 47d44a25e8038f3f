import type { Placement, ServiceRow } from '@pilothouse/plugin-platform-common';
import { keyOf } from '../needs/needs';

/** A change of what runs. */
export interface Change {
  /** Unique among all. */
  readonly key: string;
  readonly at: string;
  readonly service: ServiceRow;
  readonly placement: Placement;
}

/** What has changed of these services after a moment, the newest first. */
export function changedSince(
  mine: readonly ServiceRow[],
  since: string,
): Change[] {
  const from = Date.parse(since);
  return mine
    .flatMap(service =>
      Object.entries(service.placements).flatMap(([key, placement]) => {
        const { changedAt: at } = placement;
        return at !== undefined && Date.parse(at) > from
          ? [{ key: keyOf(service, key), at, service, placement }]
          : [];
      }),
    )
    .sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
}
