import { InputError } from '@backstage/errors';
import {
  instanceNameSchema,
  pathsSet,
  secretsLacking,
  valuesFor,
  type OrderForm,
  type OrderRefusal,
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

/** That something cannot be ordered, with what pages say of it in the reader's language. */
export class OrderRefusedError extends InputError {
  constructor(message: string, readonly refusal: OrderRefusal) {
    super(message);
  }
}

/** @throws OrderRefusedError for what is no name of an instance */
export function assertNamed({ name }: Pick<Wanted, 'name'>): void {
  const read = instanceNameSchema.safeParse(name);
  if (read.success) return;
  throw new OrderRefusedError(
    `The name of the instance ${read.error.issues[0]?.message}`,
    { kind: 'misnamed' },
  );
}

/**
 * What a run makes of an item, by which it is found and undone.
 *
 * @throws OrderRefusedError where it cannot be told
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
  throw new OrderRefusedError(
    `${item.title} cannot be ordered by a template, as a run could not undo it; order it at the marketplace`,
    { kind: 'not-by-template' },
  );
}

/**
 * What is to be ordered for a template.
 *
 * @param form - of the item, as the person sees it where it is to be
 * @throws OrderRefusedError for a plan that there is not, and for values that may be secret,
 *   given or needed
 */
export function orderFor(
  form: Pick<
    OrderForm,
    'composed' | 'item' | 'plans' | 'schema' | 'sensitive' | 'terms'
  >,
  wanted: Omit<Wanted, 'item' | 'name'>,
  environment: string,
): { plan: string; values: Values } {
  const { item, plans, sensitive = [], terms = [] } = form;
  const { plan: named = '' } = wanted;
  const plan = named ? plans.find(({ name }) => name === named) : plans[0];
  if (!plan) {
    const names = plans.map(({ name }) => name);
    throw new OrderRefusedError(
      `${item.title} has no plan ${named}; there are ${names.join(', ')}`,
      { kind: 'no-such-plan', plan: named, plans: names },
    );
  }
  const { values = {} } = wanted;
  const secret = pathsSet(values, sensitive);
  if (secret.length > 0) {
    const fields = secret.map(path => path.join('.'));
    throw new OrderRefusedError(
      `${
        item.title
      } takes no values that may be secret from a template, as runs keep what was entered: leave out ${fields.join(
        ', ',
      )}, or order it at the marketplace`,
      { kind: 'secrets', fields },
    );
  }
  const begun = valuesFor(plan, terms, environment);
  const all = laidOver(begun, values);
  const lacking = secretsLacking(form, plan, all);
  if (lacking.length > 0) {
    const fields = lacking.map(path => path.join('.'));
    throw new OrderRefusedError(
      `The plan ${plan.name} of ${
        item.title
      } needs values that may be secret, which no template takes, as runs keep what was entered (${fields.join(
        ', ',
      )}): choose another plan, or order it at the marketplace`,
      { kind: 'needs-secrets', fields },
    );
  }
  return { plan: plan.name, values: all };
}
