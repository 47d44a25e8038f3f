import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { LiveInput, LiveOutput } from '@pilothouse/plugin-platform-common';
import type { ClusterReader } from '@pilothouse/plugin-platform-node';
import type { View } from '../../live/view';
import { indexedLookup, Neighborhood } from './around';
import { claimantsAmong } from './claimants';
import { claimedWorkloads, claimOf, clustersOf } from './claims';
import { detailOf } from './detail';
import { clusterOf, kindsOfDetail } from './readable';
import { placementId, workloadNamed, type Workload } from './workload';

/**
 * What runs of one service.
 *
 * @throws NotFoundError for a service that does not exist, or may not be seen
 */
export const deploymentsOfService: View<
  LiveInput<'deployments.service'>,
  LiveOutput<'deployments.service'>
> = ({ entityRef }, { kube, catalog }) => {
  const entity = catalog.entity(entityRef.toLocaleLowerCase('en-US'));
  if (!entity) {
    throw new NotFoundError(`There is no service ${entityRef} in the catalog`);
  }
  const named = (cluster: ClusterReader) => clusterOf(cluster, kindsOfDetail);
  const claim = claimOf(entity);
  if (!claim) return { clusters: kube.clusters().map(named), placements: {} };
  const around = neighborhoods(kube.clusters());
  const placements = claimedWorkloads(claim, kube).map(workload => [
    placementId(workload),
    detailOf(workload, around(workload)),
  ]);
  return {
    clusters: clustersOf(claim, kube).map(named),
    placements: Object.fromEntries(placements),
  };
};

/**
 * One workload, whether or not the catalog knows it. One that may not be seen is not there.
 *
 * @throws NotFoundError for a cluster that the portal does not know
 */
export const workloadByName: View<
  LiveInput<'deployments.workload'>,
  LiveOutput<'deployments.workload'>
> = ({ target }, { kube, catalog }) => {
  const cluster = kube.cluster(target.cluster);
  if (!cluster) {
    throw new NotFoundError(`There is no cluster ${target.cluster}`);
  }
  const clusters = [clusterOf(cluster, kindsOfDetail)];
  const workload = workloadNamed(cluster, target.kind, target);
  if (!workload) return { clusters, placements: {}, services: [] };
  const around = neighborhoods([cluster])(workload);
  const claimants = claimantsAmong(catalog.entities('component'))(workload);
  return {
    clusters,
    placements: { [placementId(workload)]: detailOf(workload, around) },
    services: claimants.map(stringifyEntityRef),
  };
};

function neighborhoods(clusters: readonly ClusterReader[]) {
  const known = new Map<string, Neighborhood>();
  const byName = new Map(clusters.map(cluster => [cluster.name, cluster]));
  return ({ cluster: name, namespace }: Workload): Neighborhood => {
    const key = `${name}/${namespace}`;
    const found = known.get(key);
    if (found) return found;
    const cluster = byName.get(name)!;
    const made = new Neighborhood(
      cluster,
      namespace,
      indexedLookup(cluster, namespace),
    );
    known.set(key, made);
    return made;
  };
}
