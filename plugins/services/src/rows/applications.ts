import {
  compareStatuses,
  worstStatus,
  type Application,
  type ServiceView,
  type Services,
  type Status,
} from '@pilothouse/plugin-platform-common';
import { isEverything, none, type Filter } from './filter';
import { sorted } from './sort';

/** An application with what runs of its services. */
export interface ApplicationView {
  /** Reference of its system; `none` for what belongs to no application. */
  readonly key: string;
  /** Missing for what belongs to no application. */
  readonly name?: string;
  readonly owner?: string;
  readonly status: Status;
  /** In the order of their names. */
  readonly services: readonly ServiceView[];
}

/**
 * The applications with those of their services that fit, the broken first. One without
 * services is there as long as nothing is looked for. What the catalog does not know
 * belongs to none of them.
 */
export function applicationsOf(
  { applications }: Pick<Services, 'applications'>,
  fitting: readonly ServiceView[],
  filter: Filter,
): ApplicationView[] {
  const all = isEverything({ ...filter, states: [] });
  const groups = new Map<string, ServiceView[]>(
    all ? Object.keys(applications).map(key => [key, []]) : [],
  );
  for (const view of fitting) {
    if (view.row.entityRef !== undefined) {
      const key = view.row.application ?? none;
      groups.set(key, [...(groups.get(key) ?? []), view]);
    }
  }
  return [...groups]
    .map(([key, services]) => viewOf(key, applications[key], services))
    .sort(brokenFirst);
}

function viewOf(
  key: string,
  application: Application | undefined,
  services: readonly ServiceView[],
): ApplicationView {
  return {
    key,
    name:
      application?.title ?? application?.name ?? services[0]?.applicationName,
    owner: application?.owner,
    status: worstStatus(services.map(view => view.status)),
    services: sorted(services, { by: 'name', reversed: false }),
  };
}

/** What belongs to no application comes last. */
function brokenFirst(left: ApplicationView, right: ApplicationView): number {
  return (
    Number(left.key === none) - Number(right.key === none) ||
    compareStatuses(right.status, left.status) ||
    (left.name ?? '').localeCompare(right.name ?? '')
  );
}
