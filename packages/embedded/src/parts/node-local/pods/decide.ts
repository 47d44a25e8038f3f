import {
  UNSEEN,
  type ContainerObserved,
  type PodObserved,
} from './observed.ts';
import { isInitialized, outcomeOf, restartPlan, type Seen } from './outcome.ts';
import { containersOf, type Pod, type RoleContainer } from './pod.ts';
import { refusal } from './refusals.ts';

/** What the node is to do for a pod next, and why. */
export type Action =
  | { readonly kind: 'prepare' }
  | {
      readonly kind: 'start';
      readonly container: string;
      readonly restart: number;
      readonly endsBefore: number;
    }
  | {
      readonly kind: 'stop';
      readonly container: string;
      readonly graceSeconds: number;
      readonly because: string;
    }
  /** The node ends the pod for good; its phase becomes Failed. */
  | { readonly kind: 'fail'; readonly reason: string; readonly message: string }
  /** Nothing before that time; `because` stands in the container's status. */
  | {
      readonly kind: 'hold';
      readonly container?: string;
      readonly until: number;
      readonly because: string;
    }
  /** All its processes are gone: take its folders away and tell the API server. */
  | { readonly kind: 'remove' };

const DEFAULT_GRACE_SECONDS = 30;
const LAST_GRACE_SECONDS = 2;

/**
 * Decides what is to be done for a pod, by the kubelet's rules.
 *
 * @param pod - as the API server has it
 * @param observed - what runs, as the node sees it
 * @param now - milliseconds since the epoch
 */
export function decide(pod: Pod, observed: PodObserved, now: number): Action[] {
  const containers = containersOf(pod);
  const seen = (name: string) => observed.containers[name] ?? UNSEEN;
  if (observed.deletion) {
    return endAll(containers, seen, observed, now);
  }
  if (observed.failure || isFinal(pod)) {
    const because = observed.failure?.message ?? 'The pod has ended';
    return stopRunning(containers, seen, graceOf(pod), because);
  }
  const failed = failureOf(pod, observed, now);
  if (failed) {
    return [failed];
  }
  const { preparation } = observed;
  switch (preparation.kind) {
    case 'needed':
      return [{ kind: 'prepare' }];
    case 'busy':
      return [];
    case 'blocked':
      return preparation.blocked.retryAt <= now
        ? [{ kind: 'prepare' }]
        : [hold(preparation.blocked.retryAt, preparation.blocked.reason)];
    case 'done':
      return [
        ...deadlineHold(pod, observed),
        ...progress(pod, containers, seen, now),
      ];
  }
}

/** Times before which nothing is to be done. */
export function holdsOf(actions: readonly Action[]): number[] {
  return actions.flatMap(action =>
    action.kind === 'hold' ? [action.until] : [],
  );
}

function isFinal(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

function graceOf(pod: Pod): number {
  return pod.spec?.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
}

function deadlineOf(pod: Pod, observed: PodObserved): number | undefined {
  const seconds = pod.spec?.activeDeadlineSeconds;
  return seconds === undefined
    ? undefined
    : observed.acceptedAt + seconds * 1000;
}

function failureOf(
  pod: Pod,
  observed: PodObserved,
  now: number,
): Action | undefined {
  const because = refusal(pod);
  if (because) {
    return { kind: 'fail', reason: 'NotSupportedHere', message: because };
  }
  const deadline = deadlineOf(pod, observed);
  if (deadline !== undefined && deadline <= now) {
    return {
      kind: 'fail',
      reason: 'DeadlineExceeded',
      message: 'Pod was active on the node longer than the specified deadline',
    };
  }
  return undefined;
}

function deadlineHold(pod: Pod, observed: PodObserved): Action[] {
  const deadline = deadlineOf(pod, observed);
  return deadline === undefined ? [] : [hold(deadline, 'activeDeadline')];
}

function hold(until: number, because: string, container?: string): Action {
  return { kind: 'hold', until, because, container };
}

function runs(view: ContainerObserved): boolean {
  return view.busy || (view.run !== undefined && view.run.state !== 'ended');
}

function stopRunning(
  containers: readonly RoleContainer[],
  seen: Seen,
  graceSeconds: number,
  because: string,
): Action[] {
  return containers
    .filter(({ container }) => {
      const view = seen(container.name);
      return runs(view) && !view.busy && !view.stopping;
    })
    .map(({ container }) => ({
      kind: 'stop',
      container: container.name,
      graceSeconds,
      because,
    }));
}

function endAll(
  containers: readonly RoleContainer[],
  seen: Seen,
  observed: PodObserved,
  now: number,
): Action[] {
  const { since = now, graceSeconds = 0 } = observed.deletion ?? {};
  if (observed.preparation.kind === 'busy') {
    return [];
  }
  const alive = containers.filter(({ container }) =>
    runs(seen(container.name)),
  );
  if (alive.length === 0) {
    return [{ kind: 'remove' }];
  }
  const first = alive.filter(({ role }) => role !== 'sidecar');
  const left = Math.ceil(graceSeconds - (now - since) / 1000);
  const because = 'The pod is being deleted';
  return first.length > 0
    ? stopRunning(first, seen, Math.max(0, left), because)
    : stopRunning(alive, seen, Math.max(LAST_GRACE_SECONDS, left), because);
}

function progress(
  pod: Pod,
  containers: readonly RoleContainer[],
  seen: Seen,
  now: number,
): Action[] {
  if (outcomeOf(pod, seen)) {
    return stopRunning(
      containers,
      seen,
      graceOf(pod),
      'All containers of the pod have ended',
    );
  }
  const initialized = isInitialized(containers, seen);
  const actions: Action[] = [];
  for (const item of containers) {
    const view = seen(item.container.name);
    if (
      item.role === 'main' ? !initialized : initialized && item.role === 'init'
    ) {
      continue;
    }
    actions.push(...containerActions(pod, item, view, now));
    if (!initialized && !isPassed(item, view)) {
      break;
    }
  }
  return actions;
}

function isPassed({ role }: RoleContainer, view: ContainerObserved): boolean {
  return role === 'sidecar'
    ? view.started
    : view.run?.state === 'ended' && view.run.exitCode === 0;
}

function containerActions(
  pod: Pod,
  { role, container }: RoleContainer,
  view: ContainerObserved,
  now: number,
): Action[] {
  const { name } = container;
  const { run, blocked } = view;
  if (view.busy) {
    return [];
  }
  if (run && run.state !== 'ended') {
    const stop = view.unhealthy !== undefined && !view.stopping;
    return stop
      ? [unhealthyStop(pod, name, view.unhealthy ?? '', container)]
      : [];
  }
  if (blocked && blocked.retryAt > now) {
    return [hold(blocked.retryAt, blocked.reason, name)];
  }
  if (!run) {
    return [{ kind: 'start', container: name, restart: 0, endsBefore: 0 }];
  }
  const plan = restartPlan(pod, role, run);
  if (!plan) {
    return [];
  }
  return plan.at > now
    ? [hold(plan.at, 'CrashLoopBackOff', name)]
    : [
        {
          kind: 'start',
          container: name,
          restart: run.restart + 1,
          endsBefore: plan.ends,
        },
      ];
}

function unhealthyStop(
  pod: Pod,
  name: string,
  because: string,
  container: RoleContainer['container'],
): Action {
  const probe = container.livenessProbe ?? container.startupProbe;
  return {
    kind: 'stop',
    container: name,
    graceSeconds: probe?.terminationGracePeriodSeconds ?? graceOf(pod),
    because,
  };
}
