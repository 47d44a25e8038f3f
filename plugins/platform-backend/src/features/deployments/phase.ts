import type { ContainerState, Pod } from 'kubernetes-types/core/v1';
import { containersOf, type ContainerAround } from './causes/containers';
import { conditionOf } from './conditions';

/** The word for the state of a pod, as `kubectl get pods` shows it. */
export function phaseOf(pod: Pod): string {
  const { status, metadata } = pod;
  if (metadata?.deletionTimestamp) {
    return status?.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
  }
  return initializing(pod) ?? running(pod) ?? plain(pod);
}

function plain(pod: Pod): string {
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.reason === 'SchedulingGated') return 'SchedulingGated';
  return pod.status?.reason || pod.status?.phase || 'Unknown';
}

/** A sidecar that has started holds nothing up. */
function isDone({ spec, status, state }: ContainerAround): boolean {
  const sidecar = spec.restartPolicy === 'Always';
  return state.terminated?.exitCode === 0 || Boolean(sidecar && status.started);
}

function initializing(pod: Pod): string | undefined {
  if (conditionOf(pod, 'Initialized')?.status === 'True') return undefined;
  const inits = containersOf(pod).filter(({ init }) => init);
  const index = inits.findIndex(container => !isDone(container));
  if (index < 0) return undefined;
  const { terminated, waiting } = inits[index].state;
  if (terminated) return `Init:${endOf(terminated)}`;
  if (waiting?.reason && waiting.reason !== 'PodInitializing') {
    return `Init:${waiting.reason}`;
  }
  return `Init:${index}/${pod.spec?.initContainers?.length ?? 0}`;
}

function running(pod: Pod): string | undefined {
  const containers = containersOf(pod).filter(({ init }) => !init);
  const words = containers.flatMap(({ state }) => {
    if (state.waiting?.reason) return [state.waiting.reason];
    return state.terminated ? [endOf(state.terminated)] : [];
  });
  const runs = containers.some(({ state }) => state.running);
  const trouble = words.find(word => word !== 'Completed');
  if (trouble) return trouble;
  if (words.length === 0) return undefined;
  if (!runs) return words[0];
  return conditionOf(pod, 'Ready')?.status === 'True' ? 'Running' : 'NotReady';
}

function endOf({
  reason,
  signal,
  exitCode,
}: NonNullable<ContainerState['terminated']>): string {
  return reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);
}
