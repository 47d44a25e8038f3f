import { canRead, tellsWhatRuns, type Cluster } from '../kube';
import type { ServiceDeployments, WorkloadKind } from './schema';

/** Which parts of a workload are known, so that what is not there does not exist. */
export function knownParts(kind: WorkloadKind, cluster: Cluster | undefined) {
  const isDeployment = kind === 'Deployment';
  const revisions = canRead(
    cluster,
    isDeployment ? 'ReplicaSet' : 'ControllerRevision',
  );
  return {
    revisions,
    /** Pods of a Deployment are found by its ReplicaSets. */
    pods: canRead(cluster, 'Pod') && (revisions || !isDeployment),
    events: canRead(cluster, 'Event'),
  };
}

/** The cluster of a placement of that id, where it cannot tell whether that still runs. */
export function silentClusterOf(
  { clusters }: Pick<ServiceDeployments, 'clusters'>,
  id: string,
): Cluster | undefined {
  const [named] = id.split('/');
  return clusters.find(
    cluster => cluster.name === named && !tellsWhatRuns(cluster),
  );
}
