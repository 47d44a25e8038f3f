import type { ServiceDeployments } from '@pilothouse/plugin-platform-common';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { shownOf, type Shown } from './placements';

/** Query parameter with the placement that is open. */
const parameter = 'at';

/** The query of an address that opens a placement. */
export function placementQuery(id: string): string {
  return `?${new URLSearchParams({ [parameter]: id })}`;
}

/**
 * What is shown: the placement in the address, else the one that came first to be opened.
 * That is then kept in the address, so that neither what happens meanwhile nor a way there
 * and back puts another in its place.
 */
export function usePlacement(deployments: ServiceDeployments): Shown {
  const [query, setQuery] = useSearchParams();
  const chosen = useRef<string>();
  const wanted = query.get(parameter);
  const shown = shownOf(deployments, wanted ?? chosen.current);
  if (shown.kind === 'open') {
    chosen.current = shown.placed.placement.id;
  }
  const { current: id } = chosen;
  useEffect(() => {
    if (wanted !== null || id === undefined) return;
    setQuery(
      before => {
        const after = new URLSearchParams(before);
        after.set(parameter, id);
        return after;
      },
      { replace: true },
    );
  }, [wanted, id, setQuery]);
  return shown;
}
