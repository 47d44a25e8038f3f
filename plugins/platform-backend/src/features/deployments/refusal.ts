import type { Surroundings } from './around';
import { conditionOf } from './conditions';
import {
  earliest,
  firstSeen,
  lastSeen,
  latest,
  newestFirst,
  notBefore,
} from './moments';
import { replicasOf } from './rollout';

/** That the API server did not let a pod of a workload come into being. */
interface Refusal {
  readonly message?: string;
  readonly since?: string;
}

/** The last one. Deployments keep it as a condition; other kinds tell it in events only. */
export function refusalOf({
  workload,
  replicaSets,
  events,
}: Pick<Surroundings, 'workload' | 'replicaSets' | 'events'>):
  | Refusal
  | undefined {
  if (workload.kind === 'Deployment') {
    const failures = [workload.object, ...replicaSets]
      .map(object => conditionOf(object, 'ReplicaFailure'))
      .filter(condition => condition?.status === 'True');
    return (
      failures[0] && {
        message: failures[0].message,
        since: earliest(failures.map(one => one?.lastTransitionTime)),
      }
    );
  }
  const { desired, current } = replicasOf(workload);
  if (current >= desired) return undefined;
  const told = newestFirst(events);
  const failed = told.filter(({ reason }) => reason === 'FailedCreate');
  const made = told.find(({ reason }) => reason === 'SuccessfulCreate');
  // It was let make one since: what is not there yet, it waits for by itself.
  if (made && failed[0] && !notBefore(lastSeen(failed[0]), lastSeen(made))) {
    return undefined;
  }
  return (
    failed[0] && {
      message: failed[0].message,
      // Events of the same words are one, though a pod was made between them.
      since: latest([earliest(failed.map(firstSeen)), made && lastSeen(made)]),
    }
  );
}

/** Whether it was for a quota. */
export function isOfQuota({ message = '' }: Refusal): boolean {
  return /(exceeded|failed) quota: /.test(message);
}
