import type { PodStatus } from '@kubernetes/client-node';
import type { ClientPodStatus } from '@backstage/plugin-kubernetes-common';

interface Usage {
  readonly CurrentUsage: number | bigint;
  readonly RequestTotal: number | bigint;
  readonly LimitTotal: number | bigint;
}

/** JSON has no whole numbers of any size. */
const plain = (value: number | bigint) =>
  typeof value === 'bigint' ? value.toString() : value;

const usageOf = ({ CurrentUsage, RequestTotal, LimitTotal }: Usage) => ({
  currentUsage: plain(CurrentUsage),
  requestTotal: plain(RequestTotal),
  limitTotal: plain(LimitTotal),
});

/** Usage of a pod, as the stock plugin tells it to the browser. */
export function toClientPodStatus(status: PodStatus): ClientPodStatus {
  return {
    pod: status.Pod,
    cpu: usageOf(status.CPU),
    memory: usageOf(status.Memory),
    containers: status.Containers.map(container => ({
      container: container.Container,
      cpuUsage: usageOf(container.CPUUsage),
      memoryUsage: usageOf(container.MemoryUsage),
    })),
  };
}
