import type { Entity } from '@backstage/catalog-model';
import {
  deploysLabel,
  deployTokenExpiryAnnotation,
  type DeployRights,
} from '@pilothouse/plugin-platform-common';
import { momentOf, type KubeReader } from '@pilothouse/plugin-platform-node';
import { tenantLabel } from '../../kube/access/scope-of';
import { ownersOf } from './services';

const environmentLabel = 'pilothouse.dev/environment';
const groupPrefix = 'group:default/';

/**
 * Until when the pipeline of a service may deploy it: what stands on the accounts that it has
 * in the namespaces of its team. Of those that say nothing nothing is known.
 */
export function deployRightsOf(kube: KubeReader, entity: Entity): DeployRights {
  const { name } = entity.metadata;
  const teams = ownersOf(entity).flatMap(ref =>
    ref.startsWith(groupPrefix) ? [ref.slice(groupPrefix.length)] : [],
  );
  const rights = kube.clusters().flatMap(cluster =>
    teams.flatMap(team =>
      cluster
        .list('serviceaccounts', {
          labels: { [deploysLabel]: name, [tenantLabel]: team },
        })
        .flatMap(({ metadata }) => {
          const { annotations, namespace = '' } = metadata ?? {};
          const of = cluster.get('namespaces', { name: namespace })?.metadata;
          const expiresAt = momentOf(
            annotations?.[deployTokenExpiryAnnotation],
          );
          // Whoever may write accounts in another namespace could tell of this service.
          const isTheirs = of?.labels?.[tenantLabel] === team;
          if (!expiresAt || !isTheirs) return [];
          const environment = of.labels?.[environmentLabel];
          return [
            {
              ...{ cluster: cluster.name, namespace, expiresAt },
              ...(environment && { environment }),
            },
          ];
        }),
    ),
  );
  return {
    rights: rights.sort((one, other) =>
      one.expiresAt.localeCompare(other.expiresAt),
    ),
  };
}
