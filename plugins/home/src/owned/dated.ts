import type { ServiceView } from '@pilothouse/plugin-platform-common';

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
