import type { PodRow, Status } from '@pilothouse/plugin-platform-common';
import type { Pod } from 'kubernetes-types/core/v1';
import type { Surroundings } from './around';
import { containersOf } from './causes/containers';
import type { Finding } from './causes';
import { conditionOf } from './conditions';
import { latest } from './moments';
import { phaseOf } from './phase';
import { revisionOfPod } from './revisions';

/** Pods as rows, newest first. */
export function podRows(
  surroundings: Surroundings,
  findings: readonly Finding[],
): PodRow[] {
  const faulty = new Map(findings.map(({ pod, blocking }) => [pod, blocking]));
  for (const { pod, blocking } of findings) {
    if (blocking) faulty.set(pod, true);
  }
  return surroundings.pods
    .map(({ pod }) => podRow(pod, surroundings, faulty.get(nameOf(pod))))
    .sort(byAge);
}

function nameOf({ metadata }: Pod): string {
  return metadata?.name ?? '';
}

function byAge(one: PodRow, other: PodRow): number {
  const age =
    Date.parse(other.createdAt ?? '') - Date.parse(one.createdAt ?? '');
  return age || (one.name < other.name ? -1 : 1);
}

function podRow(
  pod: Pod,
  surroundings: Surroundings,
  blocking: boolean | undefined,
): PodRow {
  const containers = containersOf(pod);
  const own = containers.filter(({ init }) => !init);
  const ready = conditionOf(pod, 'Ready')?.status === 'True';
  return {
    name: nameOf(pod),
    uid: pod.metadata?.uid ?? '',
    status: statusOf(pod, ready, blocking),
    phase: phaseOf(pod),
    ready,
    readyContainers: own.filter(({ status }) => status.ready).length,
    containers: (pod.spec?.containers ?? []).map(({ name }) => name),
    restarts: own.reduce((sum, { status }) => sum + status.restartCount, 0),
    lastRestartAt: latest(
      own.map(({ status }) => status.lastState?.terminated?.finishedAt),
    ),
    revision: revisionOfPod(pod, surroundings),
    node: pod.spec?.nodeName,
    ip: pod.status?.podIP,
    createdAt: pod.metadata?.creationTimestamp,
    lastExit: lastExitOf(pod),
  };
}

function statusOf(
  { metadata, status }: Pod,
  ready: boolean,
  blocking: boolean | undefined,
): Status {
  if (status?.phase === 'Failed' || blocking) return 'failed';
  if (blocking === false) return ready ? 'degraded' : 'progressing';
  if (metadata?.deletionTimestamp) return 'progressing';
  if (status?.phase === 'Unknown') return 'unknown';
  return ready || status?.phase === 'Succeeded' ? 'healthy' : 'progressing';
}

function lastExitOf(pod: Pod): PodRow['lastExit'] {
  const exits = containersOf(pod).flatMap(({ spec, status, state, init }) => {
    const ended = state.terminated ?? status.lastState?.terminated;
    if (!ended || (init && ended.exitCode === 0)) return [];
    return [
      {
        container: spec.name,
        reason: ended.reason,
        exitCode: ended.exitCode,
        signal: ended.signal || undefined,
        at: ended.finishedAt,
      },
    ];
  });
  const newest = latest(exits.map(({ at }) => at));
  return exits.find(({ at }) => at === newest);
}
