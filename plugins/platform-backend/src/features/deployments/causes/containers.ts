import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import type {
  Container,
  ContainerState,
  ContainerStatus,
  Event,
  Pod,
} from 'kubernetes-types/core/v1';
import type { PodAround, Surroundings } from '../around';
import { conditionOf } from '../conditions';
import { newestFirst } from '../moments';
import type { Finder, Finding } from './Finding';

/** A container of a pod with its state. */
export interface ContainerAround {
  readonly spec: Container;
  readonly status: ContainerStatus;
  readonly init: boolean;
  readonly state: ContainerState;
}

/** Name of a pod. */
export const podName = (pod: Pod): string => pod.metadata?.name ?? '';

/** Pods that should run: neither ended nor about to be deleted. */
export function wantedPods({ pods }: Surroundings): readonly PodAround[] {
  return pods.filter(
    ({ pod }) =>
      !pod.metadata?.deletionTimestamp &&
      pod.status?.phase !== 'Succeeded' &&
      pod.status?.phase !== 'Failed',
  );
}

/** Containers of a pod whose state is known, in their order. */
export function containersOf({
  spec,
  status,
}: Pod): readonly ContainerAround[] {
  const of = (
    containers: readonly Container[] = [],
    statuses: readonly ContainerStatus[] = [],
    init: boolean,
  ) =>
    containers.flatMap(container => {
      const own = statuses.find(({ name }) => name === container.name);
      return own
        ? [{ spec: container, status: own, init, state: own.state ?? {} }]
        : [];
    });
  return [
    ...of(spec?.initContainers, status?.initContainerStatuses, true),
    ...of(spec?.containers, status?.containerStatuses, false),
  ];
}

/** Events about a container, newest first. */
export function eventsOf(
  { events }: PodAround,
  container: string,
): readonly Event[] {
  const path = new RegExp(
    `^spec\\.(initContainers|containers|ephemeralContainers)\\{${container}\\}$`,
  );
  return newestFirst(
    events.filter(({ involvedObject }) =>
      path.test(involvedObject.fieldPath ?? ''),
    ),
  );
}

/** Since when a pod has not been ready. */
export function unreadySince(pod: Pod): string | undefined {
  const ready = conditionOf(pod, 'Ready');
  return ready?.status === 'True'
    ? undefined
    : ready?.lastTransitionTime ?? pod.metadata?.creationTimestamp;
}

/** A finding about a pod before the pod's name is put to it. */
export type PodFinding = Omit<Finding, 'pod' | 'pods'>;

/** A finder that looks at each pod that should run. */
export function inPods(
  find: (pod: PodAround, surroundings: Surroundings) => readonly PodFinding[],
): Finder {
  return surroundings =>
    wantedPods(surroundings).flatMap(around =>
      find(around, surroundings).map(finding => at(around.pod, finding)),
    );
}

/** A finder that looks at each container of each pod that should run. */
export function inContainers(
  find: (
    container: ContainerAround,
    pod: PodAround,
    surroundings: Surroundings,
  ) => PodFinding | undefined,
): Finder {
  return inPods((around, surroundings) =>
    containersOf(around.pod).flatMap(container => {
      const found = find(container, around, surroundings);
      return found ? [found] : [];
    }),
  );
}

/** Says of which pod a finding is. */
export function at(pod: Pod, finding: PodFinding): Finding {
  const name = podName(pod);
  const facts: CauseFacts = { ...finding.facts, pod: name } as CauseFacts;
  return { ...finding, facts, pod: name };
}
