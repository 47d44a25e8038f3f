import { bytes } from '@pilothouse/plugin-platform-node';
import type { ContainerStateTerminated } from 'kubernetes-types/core/v1';
import type { PodAround } from '../around';
import {
  after,
  earliest,
  firstSeen,
  lastSeen,
  latest,
  notBefore,
} from '../moments';
import {
  eventsOf,
  inContainers,
  unreadySince,
  type ContainerAround,
  type PodFinding,
} from './containers';
import { killerOf } from './killer';
import { crashesSince, runsBetweenCrashes, timeOf } from './loop';

/**
 * How far the last time of an event may lie behind: a wait takes five minutes at most, and of
 * a pod with many events one is told in five minutes (client-go, EventSourceObjectSpamFilter).
 */
const SELDOM_S = 600;

/** Containers whose process ended though it should run, by how it ended. */
export const findExits = inContainers((container, around) => {
  const { state, status, init } = container;
  const ended = state.terminated ?? status.lastState?.terminated;
  const done = init && state.terminated?.exitCode === 0;
  if (!ended || done) return undefined;
  const again =
    waited(container, around) &&
    runsBetweenCrashes(status, timeOf(around.node));
  if (works(container) && !again) return undefined;
  const down = !state.running && (isLooping(container) || ended.exitCode !== 0);
  return {
    ...finding(container, ended, around),
    blocking: down || again,
    since: since(container, around),
    raw: wordsOf(container, ended),
  };
});

/**
 * Whether the kubelet had the container wait before its run, which it does for crashes alone:
 * a node that was away starts all of its containers again, too.
 */
function waited(container: ContainerAround, around: PodAround): boolean {
  const told = latest(backOffsOf(container, around).map(lastSeen));
  const { finishedAt } = container.status.lastState?.terminated ?? {};
  return told !== undefined && notBefore(after(told, SELDOM_S), finishedAt);
}

function backOffsOf({ spec }: ContainerAround, around: PodAround) {
  return eventsOf(around, spec.name).filter(
    ({ reason, message }) =>
      reason === 'BackOff' && message?.includes('restarting failed'),
  );
}

function works({ state, status, init }: ContainerAround): boolean {
  return Boolean(state.running && (status.ready || (init && status.started)));
}

function isLooping({ state, status }: ContainerAround): boolean {
  return (
    state.waiting?.reason === 'CrashLoopBackOff' || status.restartCount > 1
  );
}

function finding(
  container: ContainerAround,
  ended: ContainerStateTerminated,
  around: PodAround,
): Pick<PodFinding, 'facts'> {
  const { spec, status } = container;
  const { reason, exitCode, signal, message } = ended;
  const place = { container: spec.name };
  const restarts = status.restartCount;
  if (reason === 'StartError' || reason === 'ContainerCannotRun') {
    const said = message?.trim() || reason;
    return { facts: { kind: 'create-failed', ...place, said } };
  }
  if (reason === 'OOMKilled') {
    const limitBytes = bytes(spec.resources?.limits?.memory);
    return { facts: { kind: 'out-of-memory', ...place, limitBytes, restarts } };
  }
  const killer = killerOf(container, ended, around);
  // Whatever the process says of a SIGTERM, it did not end by itself.
  if (killer) return { facts: { kind: 'probe-failing', ...place, ...killer } };
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

function since(container: ContainerAround, around: PodAround) {
  return earliest([
    ...backOffsOf(container, around).map(firstSeen),
    crashesSince(around.pod, container.status),
    unreadySince(around.pod),
  ]);
}

function wordsOf(
  { state }: ContainerAround,
  { reason, exitCode }: ContainerStateTerminated,
): string {
  return state.waiting?.message ?? `${reason ?? 'Terminated'}: ${exitCode}`;
}
