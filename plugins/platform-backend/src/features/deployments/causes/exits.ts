import { bytes } from '@pilothouse/plugin-platform-node';
import type { ContainerStateTerminated } from 'kubernetes-types/core/v1';
import type { PodAround } from '../around';
import { earliest, firstSeen, latest } from '../moments';
import {
  eventsOf,
  inContainers,
  unreadySince,
  type ContainerAround,
  type PodFinding,
} from './containers';
import { crashesSince, runsBetweenCrashes } from './loop';

/** Containers whose process ended though it should run, by how it ended. */
export const findExits = inContainers((container, around) => {
  const { state, status, init } = container;
  const ended = state.terminated ?? status.lastState?.terminated;
  const done = init && state.terminated?.exitCode === 0;
  if (!ended || done) return undefined;
  const again = runsBetweenCrashes(status, toldAt(around));
  if (works(container) && !again) return undefined;
  const down = !state.running && (isLooping(container) || ended.exitCode !== 0);
  return {
    ...finding(container, ended),
    blocking: down || again,
    since: since(container, around),
    raw: wordsOf(container, ended),
  };
});

function works({ state, status, init }: ContainerAround): boolean {
  return Boolean(state.running && (status.ready || (init && status.started)));
}

/** The latest moment that the node of a pod has told: how far time has gone there. */
function toldAt({ node }: PodAround): string | undefined {
  if (!node || node === 'gone') return undefined;
  return latest(
    (node.status?.conditions ?? []).map(
      ({ lastHeartbeatTime }) => lastHeartbeatTime,
    ),
  );
}

function isLooping({ state, status }: ContainerAround): boolean {
  return (
    state.waiting?.reason === 'CrashLoopBackOff' || status.restartCount > 1
  );
}

function finding(
  container: ContainerAround,
  { reason, exitCode, signal, message }: ContainerStateTerminated,
): Pick<PodFinding, 'facts'> {
  const { spec, status } = container;
  const place = { container: spec.name };
  const restarts = status.restartCount;
  if (reason === 'OOMKilled') {
    const limitBytes = bytes(spec.resources?.limits?.memory);
    return { facts: { kind: 'out-of-memory', ...place, limitBytes, restarts } };
  }
  const exit = {
    exitCode,
    signal: signal || signalOf(exitCode),
    lastWords: message?.trim() || undefined,
  };
  return isLooping(container)
    ? { facts: { kind: 'crash-loop', ...place, ...exit, restarts } }
    : { facts: { kind: 'exited', ...place, ...exit } };
}

/** A shell and a container runtime tell a signal as 128 and its number. */
function signalOf(exitCode: number): number | undefined {
  return exitCode > 128 && exitCode < 160 ? exitCode - 128 : undefined;
}

function since({ spec, status }: ContainerAround, around: PodAround) {
  const backOffs = eventsOf(around, spec.name).filter(
    ({ reason, message }) =>
      reason === 'BackOff' && message?.includes('restarting failed'),
  );
  return earliest([
    ...backOffs.map(firstSeen),
    crashesSince(around.pod, status),
    unreadySince(around.pod),
  ]);
}

function wordsOf(
  { state }: ContainerAround,
  { reason, exitCode }: ContainerStateTerminated,
): string {
  return state.waiting?.message ?? `${reason ?? 'Terminated'}: ${exitCode}`;
}
