import type { Placement } from '@pilothouse/plugin-platform-common';
import type { ClusterReader } from '@pilothouse/plugin-platform-node';
import { groupedLookup, Neighborhood } from '../deployments/around';
import { kindsOfDetail } from '../deployments/readable';
import {
  placementId,
  workloadKinds,
  workloadsIn,
  type Labeled,
} from '../deployments/workload';
import { isTenants, placementOf } from './placement';
import { Remembered } from './Remembered';

/** A workload as far as all services need it. */
export interface Running {
  readonly id: string;
  /** What claims of the catalog look at. */
  readonly labeled: Labeled;
  readonly placement: Placement;
  /** Whether its namespace belongs to a tenant. */
  readonly tenants: boolean;
}

const MOST_NAMESPACES = 10_000;
const remembered = new Remembered<readonly Running[]>(MOST_NAMESPACES);

/** What a judgment of a workload may look at: besides its surroundings, what these refer to. */
const judged = [
  ...kindsOfDetail.filter(kind => kind !== 'namespaces'),
  ...(['configmaps', 'secrets', 'serviceaccounts'] as const),
  'persistentvolumeclaims',
] as const;

/**
 * All workloads of a cluster. A namespace is looked into again only when something has
 * changed there: of a large cluster, most have not.
 */
export function runningIn(cluster: ClusterReader): readonly Running[] {
  const namespaces = new Set(
    workloadKinds.flatMap(kind => cluster.namespacesWith(kind)),
  );
  const around = ['nodes', 'namespaces'] as const;
  const everywhere = around.map(kind => cluster.version(kind)).join();
  return [...namespaces].flatMap(namespace => {
    const versions = judged.map(kind => cluster.version(kind, namespace));
    // Who sees less of a namespace than somebody else does not take the other's turn.
    const seen = versions.map(version => (version === 'hidden' ? '-' : '+'));
    return remembered.get(
      `${cluster.name}/${namespace} ${seen.join('')}`,
      `${everywhere},${versions.join()}`,
      () => lookInto(cluster, namespace),
    );
  });
}

function lookInto(
  cluster: ClusterReader,
  namespace: string,
): readonly Running[] {
  const around = new Neighborhood(
    cluster,
    namespace,
    groupedLookup(cluster, namespace),
  );
  return workloadsIn(cluster, { namespace }).map(workload => ({
    id: placementId(workload),
    labeled: {
      cluster: workload.cluster,
      metadata: { namespace, labels: workload.metadata.labels },
    },
    placement: placementOf(workload, around),
    tenants: isTenants(around),
  }));
}
