import type { ServiceDeployments } from '@pilothouse/plugin-platform-common';
import { useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { shownOf, type Shown } from './placements';

/** Query parameter with the placement that is open. */
const parameter = 'at';

/** The query of an address that opens a placement. */
export function placementQuery(id: string): string {
  return `?${new URLSearchParams({ [parameter]: id })}`;
}

/**
 * What is shown: the placement in the address, else the one that came first to be opened,
 * so that what one reads does not change under one's eyes.
 */
export function usePlacement(deployments: ServiceDeployments): Shown {
  const [query] = useSearchParams();
  const chosen = useRef<string>();
  const shown = shownOf(deployments, query.get(parameter) ?? chosen.current);
  if (shown.kind === 'open') {
    chosen.current = shown.placed.placement.id;
  }
  return shown;
}
