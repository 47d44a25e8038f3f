import type {
  Abilities,
  PlacementDetail,
} from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';

/**
 * What this person may do to a workload; `undefined` until it is known. Where it cannot be
 * asked, nothing is offered, and the reason is told.
 */
export function useAbilities({
  cluster,
  namespace,
  kind,
  name,
}: PlacementDetail['ref']): Abilities | undefined {
  const client = usePlatformClient();
  const target = { cluster, namespace, kind, name };
  const { data, error } = usePlatformQuery<Abilities>({
    queryKey: ['deployments.abilities', target],
    queryFn: ({ signal }) =>
      client.deployments.abilities({ target }, { signal }),
  });
  return data ?? (error ? notKnown(error) : undefined);
}

function notKnown({ message }: Error): Abilities {
  const ability = {
    allowed: false,
    because: { kind: 'not-known', because: message },
  } as const;
  return {
    scale: ability,
    restart: ability,
    deletePod: ability,
    rollBack: ability,
  };
}
