import type { Cell } from '@pilothouse/plugin-platform-common';

/** Since when a cell or a part of it may no longer be true: what is oldest of it. */
export function oldestOf({
  staleSince,
  clusters,
}: Pick<Cell, 'staleSince' | 'clusters'>): string | undefined {
  const [oldest] = [staleSince, ...clusters.map(share => share.staleSince)]
    .flatMap(since => since ?? [])
    .sort();
  return oldest;
}
