import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import { usualAmounts } from '@pilothouse/plugin-platform-node';
import type {
  Container,
  LimitRange,
  LimitRangeItem,
  PodTemplateSpec,
} from 'kubernetes-types/core/v1';
import { quantityOf, thousandths } from './quantity';

type Broken = Extract<CauseFacts, { kind: 'limit-range' }>['broken'][number];
type Part = Broken['part'];

/** Amounts in thousandths; missing where nothing is named, nor given by default. */
type Asked = Readonly<Partial<Record<Part, number>>>;

/**
 * Least and greatest amounts of LimitRanges that new pods of a template would not keep.
 * What cannot be told, as one of several defaults, is left to the cluster.
 */
export function brokenLimits(
  template: PodTemplateSpec,
  ranges: readonly LimitRange[],
): Broken[] {
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
  const broken = ranges
    .flatMap(({ spec }) => spec?.limits ?? [])
    .flatMap(item =>
      boundsOf(item).flatMap(bound =>
        (subjects[item.type]?.(bound.resource) ?? []).flatMap(asked =>
          asked ? notKept(bound, asked) : [],
        ),
      ),
    );
  const distinct = new Map(broken.map(one => [JSON.stringify(one), one]));
  return [...distinct.values()];
}

type Bound = Pick<Broken, 'resource' | 'per' | 'limited'> & {
  readonly bound: 'max' | 'min';
};

function boundsOf({ type, max = {}, min = {} }: LimitRangeItem): Bound[] {
  const of = (bound: Bound['bound'], amounts: Record<string, string>) =>
    Object.entries(amounts).map(([resource, limited]) => ({
      bound,
      resource,
      per: type,
      limited,
    }));
  return [...of('max', max), ...of('min', min)];
}

/** As the admission plugin LimitRanger looks at it: a limit against the most, a request against the least first. */
function notKept(bound: Bound, asked: Asked): Broken[] {
  const most = thousandths(bound.limited);
  if (most === undefined) return [];
  const isMax = bound.bound === 'max';
  const order: readonly Part[] = isMax
    ? ['limit', 'request']
    : ['request', 'limit'];
  if (asked[order[0]] === undefined) return [{ ...bound, part: order[0] }];
  const part = order.find(one => {
    const amount = asked[one];
    return amount !== undefined && (isMax ? amount > most : amount < most);
  });
  if (!part) return [];
  const isMemory = /memory|storage/.test(bound.resource);
  return [{ ...bound, part, asked: quantityOf(asked[part] ?? 0, isMemory) }];
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
