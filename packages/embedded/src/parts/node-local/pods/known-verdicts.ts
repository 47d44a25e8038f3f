import type { ProbeKind } from './health.ts';
import type { Pod } from './pod.ts';

/** Probes that had passed by the pod's status, so that an adopted run keeps its verdicts. */
export function knownVerdicts(
  pod: Pod,
  container: string,
  restart: number,
): ProbeKind[] {
  const told = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
  ].find(({ name }) => name === container);
  if (told?.restartCount !== restart || !told.started) {
    return [];
  }
  return told.ready ? ['startup', 'readiness'] : ['startup'];
}
