import { Content } from '@backstage/core-components';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  entityPath,
  useLive,
  usePlatformClient,
} from '@pilothouse/plugin-platform-react';
import { useCallback, useMemo } from 'react';
import { useAbilities } from '../data/useAbilities';
import { Deployments } from './Deployments';
import { Placement } from './Placement';
import type { Placed } from './placements';
import { placementQuery } from './usePlacement';

/** The tab of a service with all that runs of it, live. */
export function DeploymentsTab() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const live = useLive('deployments.service', { entityRef });
  const joinedBy =
    entity.metadata.annotations?.['backstage.io/kubernetes-id'] ??
    entity.metadata.name;
  return (
    <Content>
      <Deployments live={live} name={joinedBy}>
        {placed => (
          <OpenPlacement
            key={placed.placement.id}
            placed={placed}
            entityRef={entityRef}
          />
        )}
      </Deployments>
    </Content>
  );
}

function OpenPlacement(props: { placed: Placed; entityRef: string }) {
  const { placed, entityRef } = props;
  const { id, ref } = placed.placement;
  const client = usePlatformClient();
  // The client makes its parts anew each time that it is asked for them.
  const changes = useMemo(() => client.deployments, [client]);
  const abilities = useAbilities(ref);
  const logsOf = useCallback(
    (pod?: string) => {
      const query = placementQuery(id);
      const only = pod ? `&${new URLSearchParams({ pod })}` : '';
      return `${entityPath(entityRef)}/logs${query}${only}`;
    },
    [entityRef, id],
  );
  return (
    <Placement
      placed={placed}
      abilities={abilities}
      changes={changes}
      logsOf={logsOf}
    />
  );
}
