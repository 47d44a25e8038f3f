import type { V1Pod } from '@kubernetes/client-node';

/** Which container is meant. */
export interface ContainerKey {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** What one container or the whole node has used. */
export interface Usage {
  /** Processor time since `startedAt`, in nanoseconds; never falls during one run. */
  readonly cpuNanoseconds: number;
  /** Memory that could not be taken back at once, in bytes. */
  readonly workingSetBytes: number;
  readonly startedAt: Date;
  /** When the two figures were taken. */
  readonly sampledAt: Date;
}

/** One run of a container: it gets a new one with every restart. */
export interface ContainerRun {
  /** How often it had been restarted before; also the name of its log. */
  readonly restart: number;
  readonly startedAt: Date;
  /** Absent while it runs. */
  readonly finishedAt?: Date;
  /**
   * Log in CRI format, `<RFC3339Nano> <stdout|stderr> <F|P> <line>`, at
   * `<pod dir>/<container>/<restart>.log`. The older part of a rotated log
   * has the same name with `.1` behind it. The file may not exist yet.
   */
  readonly logFile: string;
}

/** A container of a pod on this node, as it is at the moment of the question. */
export interface ContainerView {
  readonly name: string;
  /** The latest run, whether it still lasts or not; absent before the first start. */
  readonly current?: ContainerRun;
  /** The run before it, as long as its log is kept. */
  readonly previous?: ContainerRun;
  /** Its processes, the entry point first; empty when it does not run. */
  readonly pids: readonly number[];
  /** The environment its entry point was started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Working directory, as seen from inside its mount namespace. */
  readonly workingDirectory: string;
  /** A process whose user and mount namespace is the container's, where it has its own. */
  readonly namespacePid?: number;
  /** Named pipe that is the entry point's standard input, where the pod asks for `stdin`. */
  readonly stdinPipe?: string;
  /** Absent when it does not run or was not measured yet. */
  readonly usage?: Usage;
}

/** A pod on this node. */
export interface PodView {
  /** The object with its status as the node knows it. */
  readonly object: V1Pod;
  /** Loopback address that its processes bind, for example `127.78.0.5`. */
  readonly loopbackAddress?: string;
  /** Init containers and containers. */
  readonly containers: readonly ContainerView[];
}

/**
 * How the kubelet's API sees the node. Every answer is taken from memory, is
 * consistent in itself, and may be outdated with the next question.
 */
export interface NodeDirectory {
  readonly nodeName: string;
  pods(): readonly PodView[];
  /** The pod of that name, or undefined when this node has none. */
  pod(namespace: string, name: string): PodView | undefined;
  /** The whole node; absent before the first measurement. */
  nodeUsage(): Usage | undefined;
}

/** The container that is meant, or undefined when the pod or the container is not here. */
export function findContainer(
  directory: NodeDirectory,
  key: ContainerKey,
): ContainerView | undefined {
  return directory
    .pod(key.namespace, key.pod)
    ?.containers.find(container => container.name === key.container);
}
