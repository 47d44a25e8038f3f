import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  itemNameSchema,
  valuesSchema,
  wordsSchema,
} from '@pilothouse/plugin-platform-common';
import {
  laidOver,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';

const key = 'pilothouse.marketplace.items';

const wantedSchema = z.strictObject({
  note: wordsSchema.optional(),
  plans: z.array(itemNameSchema).min(1).optional(),
  values: valuesSchema.optional(),
});

type Wanted = z.infer<typeof wantedSchema>;

/**
 * The items as the company wants them.
 *
 * @throws InputError for what cannot be, naming its key
 */
export function adapted(
  items: readonly MiddlewareItem[],
  config: Config,
): readonly MiddlewareItem[] {
  const names = config.getOptionalConfig(key)?.keys() ?? [];
  const wanted = new Map(
    names.map(name => {
      if (!items.some(item => item.name === name)) {
        throw new InputError(
          `${key}.${name}: there is no such item; there are ${items
            .map(item => item.name)
            .join(', ')}`,
        );
      }
      return [name, wantedOf(name, config)] as const;
    }),
  );
  return items.map(item => adapt(item, wanted.get(item.name)));
}

function wantedOf(name: string, config: Config): Wanted {
  const read = wantedSchema.safeParse(config.get(`${key}.${name}`));
  if (read.success) return read.data;
  throw new InputError(
    read.error.issues
      .map(
        ({ path, message }) =>
          `${key}.${[name, ...path].map(String).join('.')}: ${message}`,
      )
      .join('\n'),
  );
}

function adapt(
  item: MiddlewareItem,
  { note, plans, values = {} }: Wanted = {},
): MiddlewareItem {
  const missing = plans?.find(name =>
    item.plans.every(plan => plan.name !== name),
  );
  if (missing) {
    throw new InputError(
      `${key}.${
        item.name
      }.plans: there is no plan ${missing}; there are ${item.plans
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }
  return {
    ...item,
    ...(note && { note }),
    plans: item.plans
      .filter(({ name }) => plans?.includes(name) ?? true)
      .map(plan => ({ ...plan, values: laidOver(plan.values, values) })),
  };
}
