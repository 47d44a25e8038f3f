import { InputError } from '@backstage/errors';
import {
  instanceNameSchema,
  pathsSet,
  valuesFor,
  type OrderForm,
  type Resource,
  type Values,
} from '@pilothouse/plugin-platform-common';
import { laidOver } from '@pilothouse/plugin-platform-node';

/** What a template wants of the marketplace. */
export interface Wanted {
  readonly item: string;
  /** Of the instance. */
  readonly name: string;
  /** With whose values to begin; the first one unless told. */
  readonly plan?: string;
  /** Fields of `spec`, laid over those of the plan. */
  readonly values?: Values;
}

/** @throws InputError for what is no name of an instance */
export function assertNamed({ name }: Pick<Wanted, 'name'>): void {
  const read = instanceNameSchema.safeParse(name);
  if (read.success) return;
  throw new InputError(
    `The name of the instance ${read.error.issues[0]?.message}`,
  );
}

/**
 * What a run makes of an item, by which it is found and undone.
 *
 * @throws InputError where it cannot be told
 */
export function madeOf({
  composed,
  item,
  resource,
}: Pick<OrderForm, 'composed' | 'item' | 'resource'>):
  | { readonly resource: Resource }
  | { readonly composed: string } {
  if (resource) return { resource };
  if (composed) return { composed };
  throw new InputError(
    `${item.title} cannot be ordered by a template, as a run could not undo it; order it at the marketplace`,
  );
}

/**
 * What is to be ordered for a template.
 *
 * @param form - of the item, as the person sees it where it is to be
 * @throws InputError for a plan that there is not, and for values of fields that may be secret
 */
export function orderFor(
  {
    item,
    plans,
    sensitive = [],
    terms = [],
  }: Pick<OrderForm, 'item' | 'plans' | 'sensitive' | 'terms'>,
  wanted: Omit<Wanted, 'item' | 'name'>,
  environment: string,
): { plan: string; values: Values } {
  const plan = wanted.plan
    ? plans.find(each => each.name === wanted.plan)
    : plans[0];
  if (!plan) {
    throw new InputError(
      `${item.title} has no plan ${wanted.plan}; there are ${plans
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }
  const { values = {} } = wanted;
  const secret = pathsSet(values, sensitive);
  if (secret.length > 0) {
    const names = secret.map(path => path.join('.')).join(', ');
    throw new InputError(
      `${item.title} takes no values that may be secret from a template, as runs keep what was entered: leave out ${names}, or order it at the marketplace`,
    );
  }
  const begun = valuesFor(plan, terms, environment);
  return { plan: plan.name, values: laidOver(begun, values) };
}
