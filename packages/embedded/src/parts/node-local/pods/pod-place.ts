import { bindAddress } from './addresses.ts';
import type { NodeFacts } from './fields.ts';
import type { Pod } from './pod.ts';
import type { NodeContext } from './context.ts';

/** Where a pod lives on this node. */
export interface PodPlace {
  /** The pod's folder. */
  readonly dir: string;
  readonly ip: string;
  readonly podPrefix: string;
  /** The pod as the API server has it now. */
  pod(): Pod;
  /** Path of each volume on the machine. */
  volumes(): ReadonlyMap<string, string>;
  /** The hosts file of the pod. */
  readonly hostsFile: string;
}

/** Address that the pod's processes bind. */
export function placedBind(place: PodPlace): string {
  return bindAddress(place.podPrefix, place.ip);
}

/** What the downward API tells about a pod here. */
export function factsOf(context: NodeContext, ip: string): NodeFacts {
  const { settings, machine } = context;
  return {
    nodeName: settings.nodeName,
    hostIp: settings.addresses.host,
    podIp: ip,
    allocatable: {
      millicores: machine.cpus * 1000,
      memoryBytes: machine.memoryBytes,
    },
  };
}
