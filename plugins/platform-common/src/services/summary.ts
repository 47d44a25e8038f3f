import { statuses, type Status } from '../status';

/** Orders states from best to worst. */
export function compareStatuses(left: Status, right: Status): number {
  return statuses.indexOf(left) - statuses.indexOf(right);
}

/** The worst of several states; `unknown` of none, as then nothing is known. */
export function worstStatus(several: Iterable<Status>): Status {
  let worst: Status | undefined;
  for (const status of several) {
    if (worst === undefined || compareStatuses(status, worst) > 0) {
      worst = status;
    }
  }
  return worst ?? 'unknown';
}
