import { usePlatformClient } from '@pilothouse/plugin-platform-react';
import { useCallback, useMemo } from 'react';
import { useAbilities } from '../data/useAbilities';
import { Placement } from './Placement';
import type { Placed } from './placements';
import { placementQuery } from './usePlacement';

/** The placement that is open, with what this person may do to it. */
export function OpenPlacement(props: {
  placed: Placed;
  /** Address of the logs of the service; none where there is no such page. */
  logs?: string;
}) {
  const { placed, logs } = props;
  const { id, ref } = placed.placement;
  const client = usePlatformClient();
  // The client makes its parts anew each time that it is asked for them.
  const changes = useMemo(() => client.deployments, [client]);
  const abilities = useAbilities(ref);
  const logsOf = useCallback(
    (pod?: string) => {
      const query = placementQuery(id);
      const only = pod ? `&${new URLSearchParams({ pod })}` : '';
      return `${logs}${query}${only}`;
    },
    [logs, id],
  );
  return (
    <Placement
      placed={placed}
      abilities={abilities}
      changes={changes}
      logsOf={logs === undefined ? undefined : logsOf}
    />
  );
}
