import type {
  CreationCheck,
  QuotaAmount,
} from '@pilothouse/plugin-platform-common';
import { thousandths, usualAmounts } from '@pilothouse/plugin-platform-node';
import type { LimitRange, ResourceQuota } from 'kubernetes-types/core/v1';
import type { Place } from '../service/places';
import type { Demand } from './demand';
import { quantityText } from './quantity';

/** Other names by which a quota may count the same. */
const aliases: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
};

/** What a quota may count of a service. */
type Counted = keyof Demand['perPod'];

/**
 * What the quotas of a namespace count of a service. Quotas that hold for some pods only are
 * left out: which, is decided by the cluster.
 */
export function quotaAmounts(
  demand: Demand,
  quotas: readonly ResourceQuota[],
  ranges: readonly LimitRange[],
): QuotaAmount[] {
  return quotas
    .filter(({ spec }) => !spec?.scopes?.length && !spec?.scopeSelector)
    .flatMap(quota => amountsOf(demand, quota, ranges));
}

/** What a namespace lacks for a service, one sentence each. */
export function quotaProblems(amounts: readonly QuotaAmount[]): string[] {
  return amounts.flatMap(({ quota, resource, most, used, wanted }) => {
    if (wanted === undefined) {
      return [
        `The quota ${quota} counts ${resource}, but the chart names none and there is no default: no pod would be admitted`,
      ];
    }
    const free = most - used;
    const counted = aliases[resource] ?? resource;
    const text = (amount: number) => quantityText(counted, amount);
    return wanted <= free
      ? []
      : [
          `The quota ${quota} has ${text(Math.max(free, 0))} of ${text(
            most,
          )} ${resource} left; the service needs ${text(wanted)}`,
        ];
  });
}

/**
 * Whether a namespace has room for what is wanted.
 *
 * @param forRollout - pods among it that only the rollout of a binding needs
 */
export function quotaCheckOf(
  place: Place,
  amounts: QuotaAmount[],
  forRollout?: number,
): CreationCheck {
  const { namespace } = place;
  const problems = quotaProblems(amounts);
  const ok = problems.length === 0;
  const message = ok
    ? `${namespace} has room for it`
    : `${namespace}: ${problems.join('; ')}${
        forRollout
          ? `; of that, ${forRollout} pod is for the rollout when the service is bound to its middleware`
          : ''
      }`;
  return {
    ...{ check: 'quota', ok, message, ...place, amounts },
    ...(forRollout ? { forRollout } : {}),
  };
}

function amountsOf(
  demand: Demand,
  { metadata, spec, status }: ResourceQuota,
  ranges: readonly LimitRange[],
): QuotaAmount[] {
  const hard = status?.hard ?? spec?.hard ?? {};
  return Object.entries(hard).flatMap(([resource, limit]) => {
    const most = thousandths(limit);
    const wanted = wantedOf(demand, aliases[resource] ?? resource, ranges);
    if (most === undefined || wanted === undefined) return [];
    return [
      {
        quota: metadata?.name ?? '',
        resource,
        most,
        used: thousandths(status?.used?.[resource]) ?? 0,
        ...(wanted !== 'unspecified' && { wanted }),
      },
    ];
  });
}

function wantedOf(
  { pods, perPod }: Demand,
  resource: string,
  ranges: readonly LimitRange[],
): number | 'unspecified' | undefined {
  if (resource === 'pods' || resource === 'count/pods') return pods * 1000;
  if (resource === 'services' || resource === 'count/services') return 1000;
  if (resource === 'count/deployments.apps') return 1000;
  if (!isCounted(resource, perPod)) return undefined;
  const one =
    perPod[resource] ??
    limitOf(resource, perPod) ??
    defaultOf(resource, ranges);
  return one === undefined ? 'unspecified' : one * pods;
}

function isCounted(
  resource: string,
  perPod: Demand['perPod'],
): resource is Counted {
  return resource in perPod;
}

/** What is not requested is what is the limit. */
function limitOf(
  resource: Counted,
  perPod: Demand['perPod'],
): number | undefined {
  if (resource === 'requests.cpu') return perPod['limits.cpu'];
  if (resource === 'requests.memory') return perPod['limits.memory'];
  return undefined;
}

function defaultOf(
  resource: Counted,
  ranges: readonly LimitRange[],
): number | undefined {
  const [part, name = ''] = resource.split('.');
  const usual = usualAmounts(
    ranges,
    part === 'limits' ? 'limits' : 'requests',
    name,
  )
    .map(thousandths)
    .filter(amount => amount !== undefined);
  return usual.length > 0 ? Math.min(...usual) : undefined;
}
