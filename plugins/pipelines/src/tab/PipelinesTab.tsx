import { stringifyEntityRef } from '@backstage/catalog-model';
import { Content } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { keyOf } from '../data/address';
import { useAddress } from '../data/useAddress';
import { RunPage } from '../run/RunPage';
import { RunsPage } from './RunsPage';

/** The tab of a service with the runs of its pipeline, or with the one that is open. */
export function PipelinesTab() {
  const { entity } = useEntity();
  const address = useAddress();
  const service = {
    entityRef: stringifyEntityRef(entity),
    name: entity.metadata.name,
  };
  const { run } = address.looked;
  return (
    <Content>
      {run ? (
        <RunPage
          key={keyOf(run)}
          service={service}
          run={run}
          address={address}
        />
      ) : (
        <RunsPage service={service} address={address} />
      )}
    </Content>
  );
}
