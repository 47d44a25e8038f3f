import type {
  Abilities,
  PlacementDetail,
} from '@pilothouse/plugin-platform-common';
import {
  useAbilityQuery,
  usePlatformClient,
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
  return useAbilityQuery<Abilities>({
    queryKey: ['deployments.abilities', target],
    queryFn: ({ signal }) =>
      client.deployments.abilities({ target }, { signal }),
    allOf: ability => ({
      scale: ability,
      restart: ability,
      deletePod: ability,
      rollBack: ability,
    }),
  });
}
