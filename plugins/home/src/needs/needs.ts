import {
  compareEnvironments,
  compareStatuses,
  type Placement,
  type ServiceRow,
  type Services,
} from '@pilothouse/plugin-platform-common';

/** Something of a person's that they should look after. */
export interface Need {
  /** Unique among all. */
  readonly key: string;
  readonly service: ServiceRow;
  readonly placement: Placement;
}

/** The services that are owned through any of the references. */
export function mineAmong(
  { services }: Services,
  ownership: readonly string[],
): ServiceRow[] {
  return Object.values(services).filter(row => isMine(row, ownership));
}

/** Whether a service is owned through any of the references. */
export function isMine(
  { owner }: Pick<ServiceRow, 'owner'>,
  ownership: readonly string[],
): boolean {
  return owner !== undefined && ownership.includes(owner);
}

/** The services that a person looks after: their own, or all where they see all. */
export function lookedAfterBy(
  ownership: readonly string[],
  services: Services,
): ServiceRow[] {
  return services.seesAll
    ? Object.values(services.services)
    : mineAmong(services, ownership);
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
