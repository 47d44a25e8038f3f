import { isDeepStrictEqual } from 'node:util';
import {
  boundsFor,
  priceFor,
  termsFor,
  type Cost,
  type Exceeded,
  type FieldBound,
  type Price,
  type Term,
  type TermsPlace,
  type Values,
} from '@pilothouse/plugin-platform-common';
import {
  quantityOf,
  thousandths,
  type MiddlewareDemand,
} from '@pilothouse/plugin-platform-node';
import { valueAt } from '../value-at';

/** Where an order goes, and whether it is of something new. */
export interface Asked extends TermsPlace {
  readonly tenant?: string;
  /** What is wanted of it. */
  readonly spec: Values;
  /** What was wanted of it before; missing for something new. */
  readonly before?: Values;
  /** Its plan before, where it is another. */
  readonly planBefore?: string;
  /** Others of its item that the team has in the environment, by their plans. */
  readonly others: readonly { readonly plan?: string }[];
  /** Whether whoever wants something new has to name a plan. */
  readonly namesPlan: boolean;
}

/** What is paid a month for what something asks for. */
export function costOf(
  { currency, month = 0, per = {} }: Price,
  demand: MiddlewareDemand,
): Cost {
  const parts = Object.entries(per).flatMap(([resource, rate]) => {
    const asked = demand
      .filter(each => each.resource === resource)
      .reduce(
        (sum, { each, times }) => sum + (thousandths(each) ?? 0) * times,
        0,
      );
    const unit = thousandths(rate.each);
    if (asked === 0 || !unit) return [];
    const amount = quantityOf(asked, /memory|storage/.test(resource));
    return [{ resource, amount, month: rounded((asked / unit) * rate.month) }];
  });
  const all = [...(month > 0 ? [{ month }] : []), ...parts];
  return {
    currency,
    month: rounded(all.reduce((sum, part) => sum + part.month, 0)),
    parts: all,
  };
}

/** What something costs a month by the terms; undefined where they have no price for it. */
export function costBy(
  terms: readonly Term[],
  place: TermsPlace,
  demand: MiddlewareDemand,
): Cost | undefined {
  const price = priceFor(terms, place);
  return price && costOf(price, demand);
}

/**
 * Limits that an order goes over. A change is held to those of the fields that it changes:
 * what was more than a limit before that came later may stay.
 */
export function exceededBy(
  terms: readonly Term[],
  asked: Asked,
): readonly Exceeded[] {
  const { plan, environment, before, planBefore, spec } = asked;
  const isNew = before === undefined;
  if (isNew && asked.namesPlan && plan === undefined) {
    const named = plansOf(terms, environment);
    if (named.length > 0) return [{ kind: 'no-plan', plans: named }];
  }
  const movesPlan = !isNew && planBefore !== plan;
  const isHeld = ({ field }: FieldBound) =>
    isNew ||
    movesPlan ||
    !isDeepStrictEqual(valuesOf(field, before), valuesOf(field, spec));
  const fields = boundsFor(terms, { plan, environment })
    .filter(bound => isHeld(bound) && !isWithin(bound, spec))
    .map((bound): Exceeded => {
      const values = valuesOf(bound.field, spec).filter(isSet);
      return {
        kind: 'field',
        bound,
        ...(values.length > 0 && { is: values.map(textOf).join(', ') }),
      };
    });
  return [...fields, ...(isNew || movesPlan ? tooMany(terms, asked) : [])];
}

/** Whether it matters how many others of its item a team has. */
export function isCounted(
  terms: readonly Term[],
  {
    plan,
    environment,
    before,
    planBefore,
  }: Pick<Asked, 'plan' | 'environment' | 'before' | 'planBefore'>,
): boolean {
  return (
    (before === undefined || planBefore !== plan) &&
    termsFor(terms, { plan, environment }).some(
      ({ instances }) => instances !== undefined,
    )
  );
}

function tooMany(
  terms: readonly Term[],
  { plan, environment, tenant, others }: Asked,
): Exceeded[] {
  return termsFor(terms, { plan, environment }).flatMap(
    ({ instances: most, plans }): Exceeded[] => {
      if (most === undefined) return [];
      const are = others.filter(
        other =>
          !plans || (other.plan !== undefined && plans.includes(other.plan)),
      ).length;
      if (are < most) return [];
      const where = { environment, tenant, ...(plans && { plans }) };
      return [{ kind: 'instances', most, are, ...where }];
    },
  );
}

/** Plans of which the terms say something in an environment. */
function plansOf(
  terms: readonly Term[],
  environment: string | undefined,
): string[] {
  const named = terms.filter(
    ({ environments }) =>
      !environments ||
      (environment !== undefined && environments.includes(environment)),
  );
  return [...new Set(named.flatMap(({ plans = [] }) => plans))];
}

/** What holds nothing has the operator's own default, unless it must hold something. */
function isWithin(bound: FieldBound, spec: Values): boolean {
  const { least, total } = bound;
  const values = valuesOf(bound.field, spec);
  const set = values.filter(isSet);
  const lacks = values.length === 0 || set.length < values.length;
  if (lacks && least !== undefined) return false;
  if (!set.every(value => isAllowed(bound, value))) return false;
  if (total === undefined) return true;
  const sum = set.reduce<number>((all, value) => all + amountOf(value), 0);
  return sum <= (thousandths(total) ?? -1);
}

function isAllowed(
  { least, most, total, oneOf }: FieldBound,
  value: unknown,
): boolean {
  if (oneOf && !oneOf.some(each => each === value)) return false;
  if ([least, most, total].every(each => each === undefined)) return true;
  const amount = amountOf(value);
  return (
    amount >= (thousandths(least) ?? 0) &&
    amount <= (most === undefined ? Infinity : thousandths(most) ?? -1)
  );
}

/** In thousandths; of what is no amount, one that is within no limit. */
function amountOf(value: unknown): number {
  return (
    (typeof value === 'string' || typeof value === 'number'
      ? thousandths(value)
      : undefined) ?? Number.NaN
  );
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** All that a field holds: of one such as `nodeSets[].count` what each entry does. */
function valuesOf(field: string, spec: Values): readonly unknown[] {
  return field.split('.').reduce<readonly unknown[]>(
    (all, step) => {
      const name = step.replace(/\[\]$/, '');
      const inside = all.map(each => valueAt(each, [name]));
      return name === step
        ? inside
        : inside.filter(isSet).flatMap(entries => entries);
    },
    [spec],
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** To a ten-thousandth, so that sums of decimals are what one reads. */
function rounded(amount: number): number {
  return Math.round(amount * 1e4) / 1e4;
}
