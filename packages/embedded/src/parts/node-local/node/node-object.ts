import type { V1Node } from '@kubernetes/client-node';
import type { Wire } from '../../../kube/wire.ts';
import type { Machine } from '../machine.ts';

export type NodeStatus = NonNullable<Wire<V1Node>['status']> & {
  /** Features by which the API server adapts how it talks to the node. */
  readonly declaredFeatures: readonly string[];
};

/** What this node is, in one sentence, for its annotation and its condition. */
export const TRIAL_NOTE =
  'This node runs pods as plain processes of one user. It is for trying out and isolates nothing.';

export interface NodeFacts {
  readonly name: string;
  readonly hostname: string;
  readonly address: string;
  readonly kubeletPort: number;
  readonly machine: Machine;
  /** Kubernetes version whose kubelet this node stands in for. */
  readonly version: string;
}

const PODS = 110;

/** Labels and annotations of the node. */
export function nodeMetadata({ name, hostname, machine }: NodeFacts) {
  return {
    name,
    labels: {
      'kubernetes.io/arch': machine.architecture,
      'kubernetes.io/os': 'linux',
      'kubernetes.io/hostname': hostname,
      'beta.kubernetes.io/arch': machine.architecture,
      'beta.kubernetes.io/os': 'linux',
    },
    annotations: {
      'pilothouse.dev/isolation': `none. ${TRIAL_NOTE}`,
      'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
    },
  };
}

/**
 * Status of the node.
 *
 * @param since - transition times of the conditions as they were, by type
 */
export function nodeStatus(
  facts: NodeFacts,
  since: ReadonlyMap<string, string>,
  now: string,
): NodeStatus {
  const { machine } = facts;
  const resources = {
    cpu: String(machine.cpus),
    memory: `${Math.floor(machine.memoryBytes / 1024)}Ki`,
    pods: String(PODS),
    'ephemeral-storage': `${Math.floor(machine.storageBytes / 1024)}Ki`,
  };
  return {
    addresses: [
      { type: 'InternalIP', address: facts.address },
      { type: 'Hostname', address: facts.hostname },
    ],
    capacity: resources,
    allocatable: resources,
    daemonEndpoints: { kubeletEndpoint: { Port: facts.kubeletPort } },
    declaredFeatures: ['ExtendWebSocketsToKubelet'],
    nodeInfo: {
      architecture: machine.architecture,
      bootID: machine.bootId,
      machineID: machine.machineId,
      systemUUID: machine.machineId,
      kernelVersion: machine.kernelVersion,
      osImage: machine.osImage,
      operatingSystem: 'linux',
      containerRuntimeVersion: 'pilothouse://processes',
      kubeletVersion: facts.version,
      kubeProxyVersion: '',
    },
    conditions: conditions(since, now),
  };
}

function conditions(since: ReadonlyMap<string, string>, now: string) {
  const rows: [string, string, string, string][] = [
    ['MemoryPressure', 'False', 'NotMeasured', 'This node does not evict pods'],
    ['DiskPressure', 'False', 'NotMeasured', 'This node does not evict pods'],
    ['PIDPressure', 'False', 'NotMeasured', 'This node does not evict pods'],
    ['Isolation', 'False', 'PlainProcesses', TRIAL_NOTE],
    ['Ready', 'True', 'AgentReady', 'The node agent runs pods as processes'],
  ];
  return rows.map(([type, status, reason, message]) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: now,
    lastTransitionTime: since.get(`${type}=${status}`) ?? now,
  }));
}
