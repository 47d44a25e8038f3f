import { Content } from '@backstage/core-components';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { entityPath, useLive } from '@pilothouse/plugin-platform-react';
import { Deployments } from './Deployments';
import { NothingRuns } from './NothingRuns';
import { OpenPlacement } from './OpenPlacement';

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
      <Deployments
        live={live}
        name={joinedBy}
        nothing={<NothingRuns name={joinedBy} />}
      >
        {placed => (
          <OpenPlacement
            key={placed.placement.id}
            placed={placed}
            logs={`${entityPath(entityRef)}/logs`}
          />
        )}
      </Deployments>
    </Content>
  );
}
