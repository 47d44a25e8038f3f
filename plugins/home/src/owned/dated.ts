import type { Cell, ServiceView } from '@pilothouse/plugin-platform-common';

/** The same view with every cell dated that is not known to be older. */
export function datedView(view: ServiceView, since: string): ServiceView {
  return {
    ...view,
    cells: view.cells.map(cell => ({
      ...cell,
      staleSince: cell.staleSince ?? since,
    })),
  };
}

/** Since when a cell or a part of it may no longer be true: what is oldest of it. */
export function oldestOf({ staleSince, clusters }: Cell): string | undefined {
  const [oldest] = [staleSince, ...clusters.map(share => share.staleSince)]
    .flatMap(since => since ?? [])
    .sort();
  return oldest;
}
