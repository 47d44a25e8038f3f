import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  itemNameSchema,
  valuesSchema,
  wordsSchema,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import type { MiddlewareItem, MiddlewareProvider } from './MiddlewareProvider';
import { laidOver } from './values';

const key = 'pilothouse.marketplace.items';

const wantedSchema = z.strictObject({
  note: wordsSchema.optional(),
  plans: z.array(itemNameSchema).min(1).optional(),
  values: valuesSchema.optional(),
  sensitive: z
    .array(
      z
        .string()
        .regex(
          /^[^.]+([.][^.]+)*$/,
          'must be names of fields with dots between',
        ),
    )
    .optional(),
});

type Wanted = z.infer<typeof wantedSchema>;

/**
 * What can be ordered: the items of all providers, as the company wants them.
 *
 * @throws InputError when two providers have an item of the same name, and for what cannot
 *   be, naming its key
 */
export function offeredItems(
  providers: readonly MiddlewareProvider[],
  config: Config,
): readonly MiddlewareItem[] {
  const items = itemsOf(providers);
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

function itemsOf(
  providers: readonly MiddlewareProvider[],
): readonly MiddlewareItem[] {
  const items = new Map<string, MiddlewareItem>();
  for (const provider of providers) {
    for (const item of provider.items()) {
      if (items.has(item.name)) {
        throw new InputError(
          `The provider ${provider.name} has an item ${item.name}, of which there is one already; give it another name`,
        );
      }
      items.set(item.name, item);
    }
  }
  return [...items.values()];
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
  { note, plans, sensitive, values = {} }: Wanted = {},
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
    ...(sensitive && {
      sensitive: [
        ...(item.sensitive ?? []),
        ...sensitive.map(path => path.split('.')),
      ],
    }),
    plans: item.plans
      .filter(({ name }) => plans?.includes(name) ?? true)
      .map(plan => ({ ...plan, values: laidOver(plan.values, values) })),
  };
}
