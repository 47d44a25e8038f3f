import { deepEquals } from '@rjsf/utils';
import {
  askedFor,
  instanceNameSchema,
  laidOver,
  noPlan,
  valuesFor,
  type OrderForm,
  type OrderRequest,
  type Place,
  type Values,
} from '@pilothouse/plugin-platform-common';

/** What was entered so far. */
export interface Entered {
  readonly name: string;
  readonly place?: Place;
  readonly plan?: string;
  readonly values: Values;
  readonly extra: string;
}

/** What a form begins with: the first plan, where one may order. */
export function beginning(form: OrderForm): Entered {
  const { places, plans, restores } = form;
  const [plan] = plans;
  const allowed = places.filter(({ ability }) => ability.allowed);
  // One place of several is a decision, and nobody's default.
  const place = allowed.length === 1 ? allowed[0] : undefined;
  return {
    name: restores?.name ?? '',
    place,
    plan: plan?.name,
    values: plan ? proposed(plan, form, place) : {},
    extra: '',
  };
}

/** What was entered, at another place: what is proposed there takes the place of what was. */
export function atPlace(
  entered: Entered,
  form: OrderForm,
  place: Place,
): Entered {
  const plan = form.plans.find(({ name }) => name === entered.plan);
  if (!plan) return { ...entered, place };
  const before = proposed(plan, form, entered.place);
  const own = changedFields(before, entered.values);
  const values = laidOver(proposed(plan, form, place), own);
  return { ...entered, place, values };
}

/** The values of a plan at a place; what is restored is as it was everywhere. */
function proposed(
  plan: OrderForm['plans'][number],
  { terms = [], restores }: Pick<OrderForm, 'terms' | 'restores'>,
  place: Place | undefined,
): Values {
  return restores ? plan.values : valuesFor(plan, terms, place?.environment);
}

/**
 * What is wanted, once enough was entered. Where plans ask for different things, clusters name
 * the same plan differently, so that it is that of the place's own form.
 */
export function requestOf(
  form: Pick<OrderForm, 'item' | 'restores' | 'cluster' | 'plans' | 'fields'>,
  { name, place, plan, values: entered, extra }: Entered,
): OrderRequest | undefined {
  if (!place || !instanceNameSchema.safeParse(name).success) return undefined;
  const { item, restores } = form;
  const { cluster, namespace } = place;
  let values = entered;
  if (form.plans.some(({ schema }) => schema)) {
    const chosen = form.plans.find(each => each.name === plan);
    if (!chosen || form.cluster !== cluster) return undefined;
    const paths = form.fields.map(({ path }) => path);
    values = { ...askedFor(entered, paths), ...chosen.values };
  }
  return {
    item: item.name,
    cluster,
    namespace,
    name,
    values: withoutBlanks(
      values,
      form.plans.find(each => each.name === plan)?.values,
    ),
    ...(plan !== undefined && plan !== noPlan && { plan }),
    ...(extra.trim() && { extra }),
    ...(restores && { restores: restores.backup }),
  };
}

/** A form that asks for what a plan asks for, where plans differ in that. */
export function formWith(form: OrderForm, plan: string | undefined): OrderForm {
  const schema = form.plans.find(({ name }) => name === plan)?.schema;
  return schema ? { ...form, schema } : form;
}

/**
 * The values of another plan. Where plans ask for different things, these are the plan's own
 * and not its presets, so that what was entered stays.
 */
export function withPlan(
  values: Values,
  plan: OrderForm['plans'][number],
  form: Pick<OrderForm, 'fields' | 'terms' | 'restores'>,
  place: Place | undefined,
): Values {
  const begun = proposed(plan, form, place);
  if (!plan.schema) return begun;
  const paths = form.fields.map(({ path }) => path);
  return { ...laidOver(begun, askedFor(values, paths)), ...plan.values };
}

/**
 * Values without fields that were left empty, for which the cluster has its own defaults.
 *
 * @param preset - of the plan: what is an object without fields there is wanted as such
 */
export function withoutBlanks(values: Values, preset: Values = {}): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (value === undefined || value === '') return [];
      if (!isObject(value)) return [[name, value]];
      const begun = Object.hasOwn(preset, name) ? preset[name] : undefined;
      const inner = withoutBlanks(value, isObject(begun) ? begun : {});
      const isMeant = isObject(begun) && Object.keys(begun).length === 0;
      return isMeant || Object.keys(inner).length > 0 ? [[name, inner]] : [];
    }),
  );
}

/**
 * What was entered that is otherwise than before; null for what was there and was left
 * empty.
 */
export function changedFields(before: Values, after: Values): Values {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].flatMap((name): [string, unknown][] => {
      const was = before[name];
      const is = after[name];
      if (isBlank(is)) return isBlank(was) ? [] : [[name, null]];
      if (!isObject(is)) return deepEquals(was, is) ? [] : [[name, is]];
      const inner = changedFields(isObject(was) ? was : {}, is);
      return Object.keys(inner).length > 0 ? [[name, inner]] : [];
    }),
  );
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
