import type { Placement, ServiceRow } from '@pilothouse/plugin-platform-common';
import { keyOf } from '../needs/needs';
import { newsTest, type NewsFrom } from './seen';

/** A change of what runs. */
export interface Change {
  /** Unique among all. */
  readonly key: string;
  readonly at: string;
  readonly service: ServiceRow;
  readonly placement: Placement;
}

/** What has changed of these services and is news, the newest first. */
export function changedSince(
  mine: readonly ServiceRow[],
  from: NewsFrom,
): Change[] {
  const isNews = newsTest(from);
  return mine
    .flatMap(service =>
      Object.entries(service.placements).flatMap(([key, placement]) => {
        const { changedAt: at, ref } = placement;
        return at !== undefined && isNews(ref.cluster, at)
          ? [{ key: keyOf(service, key), at, service, placement }]
          : [];
      }),
    )
    .sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
}
