import type { QuotaFit } from '@pilothouse/plugin-platform-common';
import {
  quantityOf,
  thousandths,
  type MiddlewareDemand,
} from '@pilothouse/plugin-platform-node';
import type { ResourceQuota } from 'kubernetes-types/core/v1';
import { isForServices } from '../deployments/quota';

/** Other names that quotas have for the same. */
const synonyms: Readonly<Record<string, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'count/pods': 'pods',
  'count/persistentvolumeclaims': 'persistentvolumeclaims',
};

/**
 * How much of each quota is used, and what an order adds, by what is known now. Of what
 * cannot be read nothing is foretold: the cluster decides.
 *
 * @param before - what is asked for already
 */
export function quotaFits(
  quotas: readonly ResourceQuota[],
  demand: MiddlewareDemand,
  before: MiddlewareDemand = [],
): QuotaFit[] {
  const wanted = sumsOf(demand);
  const had = sumsOf(before);
  return quotas
    .filter(isForServices)
    .sort((one, other) => nameOf(one).localeCompare(nameOf(other), 'en'))
    .flatMap(quota =>
      Object.entries(quota.status?.hard ?? quota.spec?.hard ?? {}).flatMap(
        ([resource, hard]) => {
          const counted = synonyms[resource] ?? resource;
          const adds = (wanted.get(counted) ?? 0) - (had.get(counted) ?? 0);
          const used = quota.status?.used?.[resource] ?? '0';
          return adds > 0 ? fitOf(quota, { resource, hard, used, adds }) : [];
        },
      ),
    );
}

function fitOf(
  quota: ResourceQuota,
  counted: { resource: string; hard: string; used: string; adds: number },
): QuotaFit[] {
  const { resource, hard, used, adds } = counted;
  const [most, taken] = [thousandths(hard), thousandths(used)];
  if (most === undefined || taken === undefined) return [];
  return [
    {
      quota: nameOf(quota),
      resource,
      hard,
      used,
      adds: quantityOf(adds, /memory|storage/.test(resource)),
      amounts: { hard: most, used: taken, adds },
      fits: taken + adds <= most,
    },
  ];
}

function sumsOf(demand: MiddlewareDemand): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { resource, each, times } of demand) {
    const amount = (thousandths(each) ?? 0) * times;
    sums.set(resource, (sums.get(resource) ?? 0) + amount);
  }
  return sums;
}

function nameOf({ metadata }: ResourceQuota): string {
  return metadata?.name ?? '';
}
