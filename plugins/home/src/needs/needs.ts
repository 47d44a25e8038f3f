import {
  compareEnvironments,
  compareStatuses,
  type Placement,
  type ServiceRow,
} from '@pilothouse/plugin-platform-common';

/** Something of a person's that they should look after. */
export interface Need {
  /** Unique among all. */
  readonly key: string;
  readonly service: ServiceRow;
  readonly placement: Placement;
}

/** Whether a service is owned through any of the references. */
export function isMine(
  { owner }: Pick<ServiceRow, 'owner'>,
  ownership: readonly string[],
): boolean {
  return owner !== undefined && ownership.includes(owner);
}

/**
 * What of these services does not do its work as it should, or is stuck with a known
 * cause. The worst first, then what is nearest to production, then what is new.
 */
export function needsOf(mine: readonly ServiceRow[]): Need[] {
  return mine
    .flatMap(service =>
      Object.entries(service.placements)
        .filter(([, placement]) => isInNeed(placement))
        .map(([key, placement]) => ({
          key: keyOf(service, key),
          service,
          placement,
        })),
    )
    .sort(
      ({ placement: left }, { placement: right }) =>
        compareStatuses(right.status, left.status) ||
        compareEnvironments(right.environment, left.environment) ||
        (right.since ?? '').localeCompare(left.since ?? ''),
    );
}

/** Several services can claim one workload, so that a key needs both. */
export function keyOf({ entityRef, name }: ServiceRow, workload: string) {
  return `${entityRef ?? name} ${workload}`;
}

function isInNeed({ status, cause }: Placement): boolean {
  return status === 'failed' || status === 'degraded' || cause !== undefined;
}
