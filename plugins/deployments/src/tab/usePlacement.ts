import { useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { worstOf, type Placed } from './placements';

/** Query parameter with the placement that is open. */
const parameter = 'at';

/** The query of an address that opens a placement. */
export function placementQuery(id: string): string {
  return `?${new URLSearchParams({ [parameter]: id })}`;
}

/**
 * The placement that is open: the one in the address, else the worst of those that there
 * were first, so that what one reads does not change under one's eyes.
 */
export function usePlacement(placed: readonly Placed[]): {
  open?: Placed;
  /** What the address asks for, where it runs no more. */
  missing?: string;
} {
  const [query] = useSearchParams();
  const chosen = useRef<string>();
  const find = (id: string | undefined | null) =>
    placed.find(({ placement }) => placement.id === id);
  const asked = query.get(parameter);
  const open = find(asked) ?? find(chosen.current) ?? worstOf(placed);
  chosen.current = open?.placement.id;
  return {
    open,
    missing: asked && open?.placement.id !== asked ? asked : undefined,
  };
}
