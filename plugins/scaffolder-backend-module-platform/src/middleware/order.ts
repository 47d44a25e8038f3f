import { InputError } from '@backstage/errors';
import {
  instanceNameSchema,
  type Values,
} from '@pilothouse/plugin-platform-common';
import {
  laidOver,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';

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

/**
 * What is to be ordered for a template.
 *
 * @throws InputError for an item or a plan that there is not, and for what is no name
 */
export function orderFor(
  items: readonly MiddlewareItem[],
  wanted: Wanted,
): { item: MiddlewareItem; name: string; values: Values } {
  const read = instanceNameSchema.safeParse(wanted.name);
  if (!read.success) {
    throw new InputError(
      `The name of the instance ${read.error.issues[0]?.message}`,
    );
  }
  const item = items.find(each => each.name === wanted.item);
  if (!item) {
    throw new InputError(
      `There is no item ${wanted.item}; there are ${namesOf(items)}`,
    );
  }
  const plan = wanted.plan
    ? item.plans.find(each => each.name === wanted.plan)
    : item.plans[0];
  if (!plan) {
    throw new InputError(
      `${item.title} has no plan ${wanted.plan}; there are ${namesOf(
        item.plans,
      )}`,
    );
  }
  const values = laidOver(plan.values, wanted.values ?? {});
  return { item, name: read.data, values };
}

function namesOf(all: readonly { readonly name: string }[]): string {
  return all.map(({ name }) => name).join(', ');
}
