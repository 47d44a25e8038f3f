import { isInitialized, outcomeOf, restartPlan, type Seen } from './outcome.ts';
import {
  UNSEEN,
  type ContainerObserved,
  type PodObserved,
  type RunView,
} from './observed.ts';
import {
  containersOf,
  type ContainerStatus,
  type Pod,
  type PodCondition,
  type PodStatus,
  type RoleContainer,
} from './pod.ts';

export interface Addresses {
  readonly hostIp: string;
  readonly podIp: string | undefined;
}

const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/**
 * Status of a pod as the node reports it: phase, conditions, container states.
 *
 * @param now - milliseconds since the epoch; becomes the transition time of what changes
 */
export function statusOf(
  pod: Pod,
  observed: PodObserved,
  addresses: Addresses,
  now: number,
): PodStatus {
  const seen: Seen = name => observed.containers[name] ?? UNSEEN;
  const items = containersOf(pod);
  const phase = phaseOf(pod, observed, items, seen);
  const statuses = (init: boolean) =>
    items
      .filter(({ role }) => (role !== 'main') === init)
      .map(item =>
        containerStatus(pod, item, observed, seen(item.container.name)),
      );
  const { podIp, hostIp } = addresses;
  const isRefused =
    observed.failure !== undefined &&
    items.every(({ container }) => !seen(container.name).run);
  return {
    phase,
    reason: observed.failure?.reason,
    message: observed.failure?.message,
    hostIP: hostIp,
    hostIPs: [{ ip: hostIp }],
    podIP: podIp,
    podIPs: podIp ? [{ ip: podIp }] : undefined,
    startTime: iso(observed.acceptedAt),
    conditions: conditionsOf(pod, observed, phase, items, seen, now),
    initContainerStatuses:
      pod.spec?.initContainers && !isRefused ? statuses(true) : undefined,
    containerStatuses: isRefused ? [] : statuses(false),
    qosClass: pod.status?.qosClass,
  };
}

function phaseOf(
  pod: Pod,
  observed: PodObserved,
  items: readonly RoleContainer[],
  seen: Seen,
): string {
  const live = items.some(({ container }) => {
    const { run, busy } = seen(container.name);
    return busy || (run && run.state !== 'ended');
  });
  const final = pod.status?.phase;
  if (final === 'Succeeded' || final === 'Failed') {
    return final;
  }
  if (observed.failure) {
    return live ? final ?? 'Pending' : 'Failed';
  }
  const outcome = outcomeOf(pod, seen);
  if (outcome && !live) {
    return outcome;
  }
  if (observed.deletion && !live) {
    return deletedOutcome(items, seen);
  }
  const began = items.some(
    ({ role, container }) => role === 'main' && seen(container.name).run,
  );
  return began ? 'Running' : 'Pending';
}

/** A pod that is deleted has ended well only if each container that ran did. */
function deletedOutcome(items: readonly RoleContainer[], seen: Seen): string {
  const main = items.filter(({ role }) => role === 'main');
  return main.every(({ container }) => seen(container.name).run?.exitCode === 0)
    ? 'Succeeded'
    : 'Failed';
}

function containerStatus(
  pod: Pod,
  { role, container }: RoleContainer,
  observed: PodObserved,
  view: ContainerObserved,
): ContainerStatus {
  const { run, previous } = view;
  const isRunning = run?.state === 'running';
  const waiting = waitingState(pod, { role, container }, observed, view);
  const id = run && containerId(pod, container.name, run.restart);
  const last = waiting && run?.state === 'ended' ? run : previous;
  return {
    name: container.name,
    image: container.image ?? '',
    imageID: run?.imageId ?? '',
    containerID: id,
    restartCount: run?.restart ?? 0,
    ready:
      role === 'init'
        ? run?.state === 'ended' && run.exitCode === 0
        : isRunning && view.ready,
    started: isRunning && view.started,
    state: waiting ?? stateOfRun(pod, container.name, run),
    lastState:
      last?.state === 'ended' ? stateOfRun(pod, container.name, last) : {},
  };
}

function containerId(pod: Pod, container: string, restart: number): string {
  return `pilothouse://${pod.metadata?.uid}/${container}/${restart}`;
}

function stateOfRun(
  pod: Pod,
  container: string,
  run: RunView | undefined,
): ContainerStatus['state'] {
  if (!run || run.state === 'starting') {
    return { waiting: { reason: 'ContainerCreating' } };
  }
  if (run.state === 'running') {
    return { running: { startedAt: iso(run.startedAt ?? 0) } };
  }
  return {
    terminated: {
      exitCode: run.exitCode ?? 137,
      signal: run.signal,
      reason: run.reason,
      message: run.message,
      startedAt: iso(run.startedAt ?? 0),
      finishedAt: iso(run.finishedAt ?? 0),
      containerID: containerId(pod, container, run.restart),
    },
  };
}

/** The waiting state, where the container neither runs nor has ended for good. */
function waitingState(
  pod: Pod,
  { role, container }: RoleContainer,
  observed: PodObserved,
  { run, blocked, busy }: ContainerObserved,
): ContainerStatus['state'] {
  const isAlive = run && run.state !== 'ended';
  const isOver = observed.deletion ?? observed.failure;
  if (isAlive || (isOver && run)) {
    return undefined;
  }
  if (blocked) {
    return { waiting: { reason: blocked.reason, message: blocked.message } };
  }
  if (!run || busy) {
    const starting =
      role === 'main' && pod.spec?.initContainers?.length && !busy;
    return {
      waiting: { reason: starting ? 'PodInitializing' : 'ContainerCreating' },
    };
  }
  const plan = restartPlan(pod, role, run);
  if (!plan || plan.pauseMs === 0) {
    return undefined;
  }
  const message = `back-off ${
    plan.pauseMs / 1000
  }s restarting failed container=${container.name} pod=${pod.metadata?.name}`;
  return { waiting: { reason: 'CrashLoopBackOff', message } };
}

function conditionsOf(
  pod: Pod,
  observed: PodObserved,
  phase: string,
  items: readonly RoleContainer[],
  seen: Seen,
  now: number,
): PodCondition[] {
  const isOver = phase === 'Succeeded' || phase === 'Failed';
  const initialized = isInitialized(items, seen);
  const unready = items
    .filter(({ role }) => role !== 'init')
    .map(({ container }) => container.name)
    .filter(name => !(seen(name).run?.state === 'running' && seen(name).ready));
  const gates = (pod.spec?.readinessGates ?? []).filter(
    gate =>
      pod.status?.conditions?.find(({ type }) => type === gate.conditionType)
        ?.status !== 'True',
  );
  const done = phase === 'Succeeded' ? 'PodCompleted' : undefined;
  const containers = unready.length === 0 && !isOver;
  const because = unready.length
    ? `containers with unready status: [${unready.join(' ')}]`
    : undefined;
  const wanted: [string, boolean, string?, string?][] = [
    [
      'PodReadyToStartContainers',
      observed.preparation.kind === 'done' && !isOver,
    ],
    [
      'Initialized',
      initialized,
      initialized ? done : 'ContainersNotInitialized',
    ],
    [
      'ContainersReady',
      containers,
      done ?? 'ContainersNotReady',
      done ? undefined : because,
    ],
    [
      'Ready',
      containers && gates.length === 0,
      done ?? (containers ? 'ReadinessGatesNotReady' : 'ContainersNotReady'),
      done ? undefined : because,
    ],
    ['PodScheduled', true],
  ];
  return wanted.map(([type, met, reason, message]) =>
    condition(
      pod,
      type,
      met,
      met && !done ? undefined : reason,
      met ? undefined : message,
      now,
    ),
  );
}

function condition(
  pod: Pod,
  type: string,
  met: boolean,
  reason: string | undefined,
  message: string | undefined,
  now: number,
): PodCondition {
  const status = met ? 'True' : 'False';
  const before = pod.status?.conditions?.find(item => item.type === type);
  const since =
    before?.status === status ? before.lastTransitionTime : undefined;
  return {
    type,
    status,
    reason,
    message,
    lastTransitionTime: since ?? iso(now),
    observedGeneration: pod.metadata?.generation,
  };
}
