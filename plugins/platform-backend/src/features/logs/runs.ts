import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1';

/** How a run of a container ended. */
export interface RunEnd {
  /** ISO 8601, when it is known. */
  readonly at?: string;
  readonly exitCode?: number;
  readonly reason?: string;
}

/** One run of a container, from its start to its end. */
export interface Run {
  readonly id: string;
  /** ISO 8601 in whole seconds, when it is known. */
  readonly startedAt?: string;
  /** Missing while it runs. */
  readonly ended?: RunEnd;
}

/** The runs of a container whose logs can be read. */
export interface Runs {
  readonly latest?: Run;
  readonly previous?: Run;
}

/** The runs that the status of a pod tells of a container. */
export function runsOf(pod: Pod, container: string): Runs {
  const status = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.ephemeralContainerStatuses ?? []),
  ].find(({ name }) => name === container);
  if (!status) {
    return {};
  }
  const now = stateOf(status, status.state);
  const before = stateOf(status, status.lastState);
  return now ? { latest: now, previous: before } : { latest: before };
}

function stateOf(
  { containerID, restartCount }: ContainerStatus,
  state: ContainerStatus['state'],
): Run | undefined {
  if (state?.running) {
    const { startedAt } = state.running;
    return { id: containerID ?? `${startedAt ?? restartCount}`, startedAt };
  }
  if (!state?.terminated) {
    return undefined;
  }
  const { startedAt, finishedAt, exitCode, reason } = state.terminated;
  return {
    id: state.terminated.containerID ?? `${startedAt ?? restartCount}`,
    startedAt,
    ended: { at: finishedAt, exitCode, reason },
  };
}
