import type { Part } from '../platform/part.ts';
import type { Platform } from '../platform/platform.ts';
import { baseImages } from '../parts/base-images/index.ts';
import { charts } from '../parts/charts/index.ts';
import { ciServer } from '../parts/ci-server/index.ts';
import { clusterSetup } from '../parts/cluster-setup/index.ts';
import { crane } from '../parts/crane/index.ts';
import { etcd } from '../parts/etcd/index.ts';
import { git } from '../parts/git/index.ts';
import { helm } from '../parts/helm/index.ts';
import { ingress } from '../parts/ingress/index.ts';
import { kubeApiServer } from '../parts/kube-apiserver/index.ts';
import { kubeControllerManager } from '../parts/kube-controller-manager/index.ts';
import { kubeScheduler } from '../parts/kube-scheduler/index.ts';
import { kubectl } from '../parts/kubectl/index.ts';
import { kwok } from '../parts/kwok/index.ts';
import { metricsServer } from '../parts/metrics-server/index.ts';
import { middlewareOperators } from '../parts/middleware-operators/index.ts';
import { network } from '../parts/network/index.ts';
import { nodeLocal } from '../parts/node-local/index.ts';
import type { OwnClusters } from '../parts/portal/app-config.ts';
import { portal } from '../parts/portal/index.ts';
import { registry } from '../parts/registry/index.ts';
import { registryStore } from '../parts/registry/store.ts';
import { samples } from '../parts/samples/index.ts';
import { serviceBroker } from '../parts/service-broker/index.ts';
import { serviceCatalog } from '../parts/service-catalog/index.ts';
import { techdocs } from '../parts/techdocs/index.ts';
import { userCenter } from '../parts/user-center/index.ts';
import { PrerequisiteError } from './prerequisite-error.ts';

/** What the portal needs of Kubernetes. */
const kubernetes: readonly Part[] = [
  etcd,
  network,
  kubeApiServer,
  clusterSetup,
];

/** What goes on being built and started after the portal can be used. */
const inBackground: readonly Part[] = [
  kubeControllerManager,
  kubeScheduler,
  nodeLocal,
  ingress,
  ciServer,
  kwok,
  samples,
  metricsServer,
  registryStore,
  registry,
  middlewareOperators,
  serviceCatalog,
  serviceBroker,
  kubectl,
  crane,
  baseImages,
  helm,
  charts,
  techdocs,
  git,
];

/**
 * The parts to start, in the order in which a person needs them.
 *
 * @param clusters - clusters of the person's own; then no Kubernetes is started
 * @param configs - configuration files for the portal, after its own
 */
export function partsFor(
  clusters?: OwnClusters,
  configs: readonly string[] = [],
): readonly Part[] {
  return clusters
    ? [userCenter, portal({ clusters, configs }), techdocs]
    : [...kubernetes, userCenter, portal({ configs }), ...inBackground];
}

/**
 * The parts of that name, and all that they need.
 *
 * @throws PrerequisiteError that names a part that does not exist
 */
export function withNeeds(
  names: readonly string[],
  parts: readonly Part[],
): Part[] {
  const wanted = new Set<string>();
  const add = (name: string) => {
    const part = parts.find(candidate => candidate.name === name);
    if (!part) {
      const known = parts.map(candidate => candidate.name).join(', ');
      throw new PrerequisiteError(
        `--part: there is no part named ${name}; there are: ${known}`,
      );
    }
    wanted.add(name);
    part.needs.forEach(add);
  };
  names.forEach(add);
  return parts.filter(part => wanted.has(part.name));
}

/** Ends what parts started outside the table of processes, such as the node's pods. */
export async function stopDetached(platform: Platform): Promise<void> {
  for (const part of [...partsFor()].reverse()) await part.stop?.(platform);
}
