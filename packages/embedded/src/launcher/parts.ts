import type { Part } from '../platform/part.ts';
import type { Platform } from '../platform/platform.ts';
import { clusterSetup } from '../parts/cluster-setup/index.ts';
import { etcd } from '../parts/etcd/index.ts';
import { kubeApiServer } from '../parts/kube-apiserver/index.ts';
import { kubeControllerManager } from '../parts/kube-controller-manager/index.ts';
import { kubeScheduler } from '../parts/kube-scheduler/index.ts';
import { kwok } from '../parts/kwok/index.ts';
import { metricsServer } from '../parts/metrics-server/index.ts';

/** Every part of the embedded platform, in the order in which a person needs them. */
export const embeddedParts: readonly Part[] = [
  etcd,
  kubeApiServer,
  kubeControllerManager,
  kubeScheduler,
  clusterSetup,
  kwok,
  metricsServer,
];

/** The parts of that name, and all that they need. */
export function withNeeds(
  names: readonly string[],
  parts: readonly Part[],
): Part[] {
  const wanted = new Set<string>();
  const add = (name: string) => {
    const part = parts.find(candidate => candidate.name === name);
    if (!part) throw new Error(`There is no part named ${name}`);
    wanted.add(name);
    part.needs.forEach(add);
  };
  names.forEach(add);
  return parts.filter(part => wanted.has(part.name));
}

/** Ends what parts started outside the table of processes, such as the node's pods. */
export async function stopDetached(platform: Platform): Promise<void> {
  for (const part of [...embeddedParts].reverse()) await part.stop?.(platform);
}
