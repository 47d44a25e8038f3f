import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import type {
  Container,
  LimitRange,
  LimitRangeItem,
  PersistentVolumeClaim,
  PodTemplateSpec,
} from 'kubernetes-types/core/v1';
import { usualAmounts } from './limit-ranges';
import { quantityOf, thousandths } from './quantity';

/** A bound of a LimitRange that something would not keep. */
export type BrokenLimit = Extract<
  CauseFacts,
  { kind: 'limit-range' }
>['broken'][number];
type Part = BrokenLimit['part'];

/** Amounts in thousandths; missing where nothing is named, nor given by default. */
type Asked = Readonly<Partial<Record<Part, number>>>;

/**
 * Bounds of LimitRanges that new pods of a template would not keep: least and greatest
 * amounts, and the greatest ratio of limit to request. What cannot be told, as one of
 * several defaults, is left to the cluster.
 */
export function brokenLimits(
  template: Pick<PodTemplateSpec, 'spec'>,
  ranges: readonly LimitRange[],
): BrokenLimit[] {
  const { containers = [], initContainers = [] } = template.spec ?? {};
  const asks = (resource: string) => (container: Container) =>
    askedBy(container, resource, ranges);
  const subjects: Record<string, (resource: string) => (Asked | undefined)[]> =
    {
      Container: resource =>
        [...containers, ...initContainers].map(asks(resource)),
      Pod: resource =>
        initContainers.length > 0
          ? []
          : [summed(containers.map(asks(resource)))],
    };
  return broken(ranges, ({ resource, per }) => subjects[per]?.(resource) ?? []);
}

/** Bounds of LimitRanges that new claims of volumes would not keep. */
export function brokenClaimLimits(
  claims: readonly PersistentVolumeClaim[],
  ranges: readonly LimitRange[],
): BrokenLimit[] {
  return broken(ranges, ({ bound, per, resource }) =>
    per === 'PersistentVolumeClaim' && bound !== 'ratio'
      ? claims.map(({ spec }) => ({
          request: thousandths(spec?.resources?.requests?.[resource]),
        }))
      : [],
  );
}

/** Each bound once that one of its subjects does not keep. */
function broken(
  ranges: readonly LimitRange[],
  askedOf: (bound: Bound) => readonly (Asked | undefined)[],
): BrokenLimit[] {
  const found = ranges
    .flatMap(({ spec }) => spec?.limits ?? [])
    .flatMap(boundsOf)
    .flatMap(bound =>
      askedOf(bound).flatMap(asked => (asked ? notKept(bound, asked) : [])),
    );
  return [...new Map(found.map(one => [JSON.stringify(one), one])).values()];
}

type Bound = Pick<BrokenLimit, 'bound' | 'resource' | 'per' | 'limited'>;

function boundsOf(item: LimitRangeItem): Bound[] {
  const { type, max = {}, min = {}, maxLimitRequestRatio = {} } = item;
  const of = (bound: Bound['bound'], amounts: Record<string, string>) =>
    Object.entries(amounts).map(([resource, limited]) => ({
      bound,
      resource,
      per: type,
      limited,
    }));
  return [
    ...of('max', max),
    ...of('min', min),
    ...of('ratio', maxLimitRequestRatio),
  ];
}

/**
 * As the admission plugin LimitRanger looks at it: a limit against the most, a request
 * against the least first, and of a claim, which has no limit, the request alone.
 */
function notKept(bound: Bound, asked: Asked): BrokenLimit[] {
  const most = thousandths(bound.limited);
  if (most === undefined) return [];
  if (bound.bound === 'ratio') return tooSteep(bound, asked, most);
  const isMax = bound.bound === 'max';
  const isClaim = bound.per === 'PersistentVolumeClaim';
  const order: readonly Part[] =
    isMax && !isClaim ? ['limit', 'request'] : ['request', 'limit'];
  if (asked[order[0]] === undefined) return [{ ...bound, part: order[0] }];
  const part = order.find(one => {
    const amount = asked[one];
    return amount !== undefined && (isMax ? amount > most : amount < most);
  });
  if (!part) return [];
  const isMemory = /memory|storage/.test(bound.resource);
  return [{ ...bound, part, asked: quantityOf(asked[part] ?? 0, isMemory) }];
}

/** A limit too many times the request, or one of them missing, which has no ratio. */
function tooSteep(
  bound: Bound,
  { limit, request }: Asked,
  most: number,
): BrokenLimit[] {
  if (!request) return [{ ...bound, part: 'request' }];
  if (!limit) return [{ ...bound, part: 'limit' }];
  const ratio = limit / request;
  return ratio * 1000 > most
    ? [{ ...bound, part: 'limit', asked: `${Number(ratio.toFixed(6))}` }]
    : [];
}

function askedBy(
  { resources }: Container,
  resource: string,
  ranges: readonly LimitRange[],
): Asked | undefined {
  const limit =
    resources?.limits?.[resource] ?? usual(ranges, 'limits', resource);
  const request =
    resources?.requests?.[resource] ??
    resources?.limits?.[resource] ??
    usual(ranges, 'requests', resource);
  return limit === null || request === null
    ? undefined
    : { limit: thousandths(limit), request: thousandths(request) };
}

/** What a container gets where it names nothing; null where that cannot be told. */
function usual(
  ranges: readonly LimitRange[],
  part: 'requests' | 'limits',
  resource: string,
): string | undefined | null {
  const [first, ...others] = new Set(usualAmounts(ranges, part, resource));
  return others.length > 0 ? null : first;
}

function summed(all: readonly (Asked | undefined)[]): Asked | undefined {
  const known = all.filter(asked => asked !== undefined);
  if (known.length < all.length) return undefined;
  const sum = (part: Part) => {
    const amounts = known
      .map(asked => asked[part])
      .filter(amount => amount !== undefined);
    return amounts.length > 0
      ? amounts.reduce((one, other) => one + other)
      : undefined;
  };
  return { limit: sum('limit'), request: sum('request') };
}
