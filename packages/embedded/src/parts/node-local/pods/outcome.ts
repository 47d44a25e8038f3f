import { endsInARow, restartPauseMs } from './backoff.ts';
import type { ContainerObserved, RunView } from './observed.ts';
import {
  containersOf,
  restartPolicyOf,
  type Pod,
  type Role,
  type RoleContainer,
} from './pod.ts';

/** What the node knows of a container, by its name. */
export type Seen = (name: string) => ContainerObserved;

/** Whether a container that ended so is to run again. */
export function isRestarted(pod: Pod, role: Role, exitCode: number): boolean {
  const policy = restartPolicyOf(pod);
  switch (role) {
    case 'sidecar':
      return true;
    case 'init':
      return exitCode !== 0 && policy !== 'Never';
    case 'main':
      return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
  }
}

/** When a container runs again after a run that has ended. */
export interface RestartPlan {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly pauseMs: number;
  /** Runs in a row that have ended by then. */
  readonly ends: number;
}

/** The next start of a container after `run`; undefined when it stays ended, or still runs. */
export function restartPlan(
  pod: Pod,
  role: Role,
  run: RunView,
): RestartPlan | undefined {
  if (run.state !== 'ended' || !isRestarted(pod, role, run.exitCode ?? 0)) {
    return undefined;
  }
  const finishedAt = run.finishedAt ?? 0;
  const lasted = finishedAt - (run.startedAt ?? finishedAt);
  const ends = endsInARow(run.endsBefore, lasted);
  const pauseMs = restartPauseMs(ends);
  return { at: finishedAt + pauseMs, pauseMs, ends };
}

/** Whether all init containers are through, so that the containers may start. */
export function isInitialized(
  containers: readonly RoleContainer[],
  seen: Seen,
): boolean {
  const began = containers.some(
    ({ role, container }) => role === 'main' && seen(container.name).run,
  );
  return (
    began ||
    containers.every(({ role, container }) => {
      const view = seen(container.name);
      switch (role) {
        case 'main':
          return true;
        case 'sidecar':
          return view.started;
        case 'init':
          return view.run?.state === 'ended' && view.run.exitCode === 0;
      }
    })
  );
}

/** How the pod has ended, once no container will run again; undefined before. */
export function outcomeOf(
  pod: Pod,
  seen: Seen,
): 'Succeeded' | 'Failed' | undefined {
  const containers = containersOf(pod);
  const over = ({ role, container }: RoleContainer) => {
    const { run, busy } = seen(container.name);
    return (
      !busy &&
      run?.state === 'ended' &&
      !isRestarted(pod, role, run.exitCode ?? 0)
    );
  };
  const failedInit = containers.some(
    item =>
      item.role === 'init' &&
      over(item) &&
      seen(item.container.name).run?.exitCode !== 0,
  );
  if (failedInit) {
    return 'Failed';
  }
  const main = containers.filter(({ role }) => role === 'main');
  if (!main.every(over)) {
    return undefined;
  }
  return main.every(({ container }) => seen(container.name).run?.exitCode === 0)
    ? 'Succeeded'
    : 'Failed';
}
