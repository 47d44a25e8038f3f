import type { NodeDirectory, PodView, Usage } from './directory.ts';
import { podUsage } from './metrics.ts';

/** The kubelet's `/stats/summary`, as far as processor and memory go. */
export function statsSummary(directory: NodeDirectory) {
  const node = directory.nodeUsage();
  return {
    node: { nodeName: directory.nodeName, ...(node && usageStats(node)) },
    pods: directory.pods().map(podStats),
  };
}

function podStats(pod: PodView) {
  const { name, namespace, uid } = pod.object.metadata ?? {};
  const usage = podUsage(pod);
  return {
    podRef: { name, namespace, uid },
    ...(usage && usageStats(usage)),
    containers: pod.containers.flatMap(container =>
      container.usage
        ? { name: container.name, ...usageStats(container.usage) }
        : [],
    ),
  };
}

function usageStats(usage: Usage) {
  const time = usage.sampledAt.toISOString();
  return {
    startTime: usage.startedAt.toISOString(),
    cpu: { time, usageCoreNanoSeconds: Math.round(usage.cpuNanoseconds) },
    memory: { time, workingSetBytes: usage.workingSetBytes },
  };
}
