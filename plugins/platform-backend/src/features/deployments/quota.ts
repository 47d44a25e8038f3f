import type { QuotaShortage } from '@pilothouse/plugin-platform-common';
import {
  quantityOf,
  thousandths,
  usualAmounts,
} from '@pilothouse/plugin-platform-node';
import type {
  Container,
  LimitRange,
  PodTemplateSpec,
  ResourceQuota,
} from 'kubernetes-types/core/v1';

/** What a namespace bounds. */
export interface Bounds {
  readonly quotas: readonly ResourceQuota[];
  readonly ranges: readonly LimitRange[];
}

type Part = 'requests' | 'limits';

/** These each container has to name where a quota counts them; others it may leave out. */
const demanded = new Set(['cpu', 'memory']);

/** Quotas that do not admit so many more pods, by what is used now. */
export function quotaShortages(
  template: PodTemplateSpec,
  pods: number,
  { quotas, ranges }: Bounds,
): QuotaShortage[] {
  if (pods <= 0) return [];
  return quotas
    .filter(isForServices)
    .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
    .flatMap(quota => shortagesOf(quota, template, pods, ranges));
}

/** Whether a quota that refused pods would refuse them now, as far as one can tell. */
export function stillRefuses(
  { quota, resources, unspecified }: QuotaShortage,
  { quotas, ranges }: Bounds,
): boolean {
  const found = quotas.find(one => nameOf(one) === quota);
  const hard = found?.status?.hard ?? found?.spec?.hard ?? {};
  return resources.some(({ resource, requested }) => {
    if (hard[resource] === undefined) return false;
    if (unspecified) {
      const [part, name] = partOf(resource) ?? [];
      return !part || !name || usualAmounts(ranges, part, name).length === 0;
    }
    const most = thousandths(hard[resource]);
    const used = thousandths(found?.status?.used?.[resource] ?? '0');
    const asked = thousandths(requested);
    const isKnown =
      most !== undefined && used !== undefined && asked !== undefined;
    return !isKnown || asked > most - used;
  });
}

function nameOf({ metadata }: ResourceQuota): string {
  return metadata?.name ?? '';
}

/** Pods of services have no end; which of them other scopes mean, the cluster decides. */
export function isForServices({ spec }: ResourceQuota): boolean {
  const scopes = spec?.scopes ?? [];
  return !spec?.scopeSelector && scopes.every(one => one === 'NotTerminating');
}

function shortagesOf(
  quota: ResourceQuota,
  template: PodTemplateSpec,
  pods: number,
  ranges: readonly LimitRange[],
): QuotaShortage[] {
  const { status, spec } = quota;
  const unspecified: { resource: string }[] = [];
  const short: QuotaShortage['resources'] = [];
  for (const [resource, limited] of Object.entries(
    status?.hard ?? spec?.hard ?? {},
  )) {
    const each = ofOnePod(resource, template, ranges);
    if (each === 'unspecified') unspecified.push({ resource });
    else {
      const requested = each * pods;
      const used = status?.used?.[resource] ?? '0';
      const [most, taken] = [thousandths(limited), thousandths(used)];
      // What cannot be read is left to the cluster, rather than foretold wrongly.
      if (most === undefined || taken === undefined) continue;
      const isMemory = /memory|storage/.test(resource);
      if (requested > 0 && requested > most - taken) {
        const asked = quantityOf(requested, isMemory);
        short.push({ resource, requested: asked, used, limited });
      }
    }
  }
  const named = { quota: nameOf(quota) };
  return [
    ...(unspecified.length > 0
      ? [{ ...named, resources: unspecified, unspecified: true }]
      : []),
    ...(short.length > 0 ? [{ ...named, resources: short }] : []),
  ];
}

/** What one pod counts for a resource of a quota, in thousandths. */
function ofOnePod(
  resource: string,
  template: PodTemplateSpec,
  ranges: readonly LimitRange[],
): number | 'unspecified' {
  if (resource === 'pods' || resource === 'count/pods') return 1000;
  const [part, name] = partOf(resource) ?? [];
  if (!part || !name) return 0;
  const { containers = [], initContainers = [] } = template.spec ?? {};
  const amount = (container: Container) =>
    amountOf(container, part, name, ranges);
  const all = [...containers, ...initContainers].map(amount);
  if (demanded.has(name) && all.includes(undefined)) return 'unspecified';
  const sum = (of: readonly Container[]) =>
    of.reduce((total, one) => total + (amount(one) ?? 0), 0);
  const isSidecar = ({ restartPolicy }: Container) =>
    restartPolicy === 'Always';
  const sidecars = sum(initContainers.filter(isSidecar));
  const first = initContainers
    .filter(one => !isSidecar(one))
    .map(one => amount(one) ?? 0);
  return Math.max(sum(containers) + sidecars, ...first);
}

/** What of containers a quota counts by a name; CPU and memory have a short one too. */
function partOf(resource: string): readonly [Part, string] | undefined {
  const [, part, name] =
    /^(requests|limits)\.(.+)$/.exec(
      demanded.has(resource) ? `requests.${resource}` : resource,
    ) ?? [];
  return name ? [part === 'limits' ? 'limits' : 'requests', name] : undefined;
}

/** What a container asks for, or is made to ask for where it says nothing. */
function amountOf(
  { resources }: Container,
  part: Part,
  name: string,
  ranges: readonly LimitRange[],
): number | undefined {
  const limit = resources?.limits?.[name];
  const named =
    part === 'limits' ? limit : resources?.requests?.[name] ?? limit;
  if (named !== undefined) return thousandths(named);
  const usual = usualAmounts(ranges, part, name)
    .map(thousandths)
    .filter(amount => amount !== undefined);
  // Whichever is taken, it is no less: what is foretold of it comes true.
  return usual.length > 0 ? Math.min(...usual) : undefined;
}
