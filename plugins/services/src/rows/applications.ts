import {
  compareStatuses,
  worstStatus,
  type Application,
  type ServiceView,
  type Services,
  type Status,
} from '@pilothouse/plugin-platform-common';
import { isEverything, isOf, mine, none, type Filter } from './filter';
import { sorted } from './sort';

/** An application with what runs of its services. */
export interface ApplicationView {
  /** Reference of its system; `none` for what belongs to no application. */
  readonly key: string;
  /** Missing for what belongs to no application. */
  readonly name?: string;
  readonly owner?: string;
  /** Missing where it has no services: there is nothing that could be well or not. */
  readonly status?: Status;
  /** Whether it is well because nothing of it is to run. */
  readonly asleep: boolean;
  /** Whether nothing of any of its services is deployed yet. */
  readonly undeployed: boolean;
  /** In the order of their names. */
  readonly services: readonly ServiceView[];
}

/**
 * The applications with those of their services that fit, the broken first. One without
 * services is there for those who own it or see all, as long as nothing is looked for:
 * others can do nothing with it. What the catalog does not know belongs to none of them.
 *
 * @param ownership - references through which the person who looks owns things
 */
export function applicationsOf(
  { applications, seesAll = false }: Pick<Services, 'applications' | 'seesAll'>,
  fitting: readonly ServiceView[],
  { filter, ownership }: { filter: Filter; ownership: readonly string[] },
): ApplicationView[] {
  const all = isEverything({ ...filter, states: [] });
  const groups = new Map<string, ServiceView[]>(
    Object.values(applications)
      .filter(({ owner }) => all && (seesAll || isOf(owner, mine, ownership)))
      .map(({ entityRef }) => [entityRef, []]),
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
  const deployed = services.filter(view => !view.undeployed);
  return {
    key,
    name:
      application?.title ?? application?.name ?? services[0]?.applicationName,
    owner: application?.owner,
    status:
      services.length > 0
        ? worstStatus(services.map(view => view.status))
        : undefined,
    asleep: deployed.length > 0 && deployed.every(view => view.asleep),
    undeployed: services.length > 0 && deployed.length === 0,
    services: sorted(services, { by: 'name', reversed: false }),
  };
}

/** What has no services comes late, and what belongs to no application last. */
function brokenFirst(left: ApplicationView, right: ApplicationView): number {
  return (
    Number(left.key === none) - Number(right.key === none) ||
    Number(!left.status) - Number(!right.status) ||
    compareStatuses(right.status ?? 'unknown', left.status ?? 'unknown') ||
    (left.name ?? '').localeCompare(right.name ?? '')
  );
}
