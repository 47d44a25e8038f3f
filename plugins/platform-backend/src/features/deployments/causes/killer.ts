import type { ContainerStateTerminated, Event } from 'kubernetes-types/core/v1';
import type { PodAround } from '../around';
import { lastSeen, notBefore } from '../moments';
import { eventsOf, type ContainerAround } from './containers';

const UNHEALTHY =
  /^(Startup|Readiness|Liveness) probe (?:failed|errored)(?: and resulted in [^:]*)?:? ?([^]*)$/;
const KILLED = /Container \S+ failed (liveness|startup) probe/;

/** Which probe of a container is meant. */
export type Probe = 'startup' | 'readiness' | 'liveness';

/** The probe that an event of the kubelet says to have failed. */
export function probeIn({ reason, message }: Event): Probe | undefined {
  if (reason !== 'Unhealthy') return undefined;
  const [, word] = UNHEALTHY.exec(message ?? '') ?? [];
  return word?.toLowerCase() as Probe | undefined;
}

/** What a probe was answered, in the kubelet's words. */
export function answerIn({ message }: Event): string | undefined {
  return UNHEALTHY.exec(message ?? '')?.[2] || undefined;
}

/** The probe for which the kubelet ended a process, as the newest of its events tells. */
export function killedBy(
  events: readonly Event[],
): 'liveness' | 'startup' | undefined {
  return events
    .map(({ message }) => KILLED.exec(message ?? '')?.[1])
    .find(Boolean) as 'liveness' | 'startup' | undefined;
}

/** The probe for which a run was ended, with its last answer then. */
export function killerOf(
  { spec }: ContainerAround,
  { startedAt }: ContainerStateTerminated,
  around: PodAround,
): { readonly probe: Probe; readonly answer?: string } | undefined {
  const events = eventsOf(around, spec.name).filter(event =>
    notBefore(lastSeen(event), startedAt),
  );
  const probe = killedBy(events);
  const failure = events.find(event => probeIn(event) === probe);
  return probe && { probe, answer: failure && answerIn(failure) };
}
