import {
  firstToOpen,
  type ServiceDeployments,
} from '@pilothouse/plugin-platform-common';
import { useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { inOrder, silentClusterOf, type Placed } from './placements';

/** Query parameter with the placement that is open. */
const parameter = 'at';

/** The query of an address that opens a placement. */
export function placementQuery(id: string): string {
  return `?${new URLSearchParams({ [parameter]: id })}`;
}

/**
 * The placement that is open: the one in the address, else the one that came first to be
 * opened, so that what one reads does not change under one's eyes.
 */
export function usePlacement(deployments: ServiceDeployments): {
  placed: readonly Placed[];
  open?: Placed;
  /** What the address asks for, where it runs no more. */
  missing?: string;
  /** What the address asks for, where its cluster does not tell whether it runs. */
  notKnown?: string;
} {
  const placed = inOrder(deployments);
  const [query] = useSearchParams();
  const chosen = useRef<string>();
  const find = (id: string | undefined | null) =>
    placed.find(({ placement }) => placement.id === id);
  const asked = query.get(parameter);
  if (asked && !find(asked) && silentClusterOf(deployments, asked)) {
    return { placed, notKnown: asked };
  }
  const open =
    find(asked) ??
    find(chosen.current) ??
    find(firstToOpen(placed.map(({ placement }) => placement))?.id);
  chosen.current = open?.placement.id;
  return {
    placed,
    open,
    missing: asked && open?.placement.id !== asked ? asked : undefined,
  };
}
