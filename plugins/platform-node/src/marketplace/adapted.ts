import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  itemNameSchema,
  termSchema,
  valuesSchema,
  wordsSchema,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import type { MiddlewareComposition } from './composition';
import type {
  MiddlewareFinder,
  MiddlewareItem,
  MiddlewareKind,
  MiddlewareProvider,
} from './MiddlewareProvider';
import type { CustomReader } from '../kube';
import { laidOver } from './values';

const key = 'pilothouse.marketplace.items';

const wantedSchema = z.strictObject({
  note: wordsSchema.optional(),
  plans: z.array(itemNameSchema).min(1).optional(),
  values: valuesSchema.optional(),
  terms: z.array(termSchema).optional(),
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

/** What can be ordered, of what is known before any cluster is, and of what clusters hold. */
export interface Offering {
  /** Items that there are whatever the clusters hold. */
  readonly fixed: readonly MiddlewareItem[];
  /** Kinds in which others are found, and those of their instances. */
  readonly kinds: readonly MiddlewareKind[];
  /** Those of them that belong to no namespace, and may be seen by who sees any of a cluster. */
  readonly shared: readonly MiddlewareKind[];
  /** Kinds of its items that no API serves. */
  readonly compositions: readonly MiddlewareComposition[];
  /** All items, with those that are found in these clusters. */
  itemsIn(clusters: readonly CustomReader[]): readonly MiddlewareItem[];
  /**
   * Calls the listener when others are found though the clusters hold the same.
   *
   * @returns ends the subscription
   */
  subscribe(listener: () => void): () => void;
  /** An item that comes later, as the company wants it, as far as it has such plans. */
  asWanted(item: MiddlewareItem): MiddlewareItem;
  /** What the company says of an item, by the keys of its configuration. */
  saidOf(name: string): readonly string[];
}

/**
 * What can be ordered: the items of all providers, as the company wants them. What is found
 * later and has a name that is taken is left out.
 *
 * @throws InputError when two providers have an item of the same name, and for what cannot
 *   be, naming its key
 */
export function offeringOf(
  providers: readonly MiddlewareProvider[],
  config: Config,
): Offering {
  const finders = providers.flatMap(({ finder }) => finder ?? []);
  const wanted = allWanted(config);
  const asWanted = (item: MiddlewareItem) =>
    adaptFound(item, wanted.get(item.name));
  const found = (clusters: readonly CustomReader[]) =>
    foundItems(finders, clusters).map(asWanted);
  const moreMayCome =
    finders.length > 0 || providers.some(({ definitions }) => definitions);
  const fixed = fixedItems(itemsOf(providers), wanted, moreMayCome);
  const taken = new Set(fixed.map(({ name }) => name));
  return {
    fixed,
    kinds: finders.flatMap(({ kinds }) => kinds),
    shared: finders.flatMap(({ shared }) => shared),
    compositions: providers.flatMap(({ compositions = [] }) => compositions),
    itemsIn: clusters => [
      ...fixed,
      ...found(clusters).filter(({ name }) => !taken.has(name)),
    ],
    subscribe(listener) {
      const ends = finders.flatMap(
        finder => finder.subscribe?.(listener) ?? [],
      );
      return () => ends.forEach(end => end());
    },
    asWanted,
    saidOf: name => Object.keys(wanted.get(name) ?? {}),
  };
}

/**
 * The items that there are whatever the clusters hold, as the company wants them.
 *
 * @throws InputError as {@link offeringOf} does
 */
export function offeredItems(
  providers: readonly MiddlewareProvider[],
  config: Config,
): readonly MiddlewareItem[] {
  return offeringOf(providers, config).fixed;
}

function allWanted(config: Config): ReadonlyMap<string, Wanted> {
  const names = config.getOptionalConfig(key)?.keys() ?? [];
  return new Map(names.map(name => [name, wantedOf(name, config)]));
}

/** What is not there may still be found or published, where anybody does that. */
function fixedItems(
  items: readonly MiddlewareItem[],
  wanted: ReadonlyMap<string, Wanted>,
  moreMayCome: boolean,
): readonly MiddlewareItem[] {
  const names = items.map(({ name }) => name);
  const unknown = [...wanted.keys()].find(name => !names.includes(name));
  if (unknown !== undefined && !moreMayCome) {
    throw new InputError(
      `${key}.${unknown}: there is no such item; there are ${names.join(', ')}`,
    );
  }
  return items.map(item => adapt(item, wanted.get(item.name)));
}

function foundItems(
  finders: readonly MiddlewareFinder[],
  clusters: readonly CustomReader[],
): readonly MiddlewareItem[] {
  const items = finders.flatMap(finder => finder.find(clusters));
  return [...new Map(items.map(item => [item.name, item])).values()];
}

/** Its plans come and go, so that one that is wanted and is not there is no mistake. */
function adaptFound(item: MiddlewareItem, wanted: Wanted = {}): MiddlewareItem {
  const { formIn } = item;
  return {
    ...asTold(item, wanted),
    ...(formIn && {
      formIn: (cluster: string, instance) => {
        const form = formIn(cluster, instance);
        return instance
          ? form
          : { ...form, plans: plansAsWanted(form.plans, wanted) };
      },
    }),
  };
}

function plansAsWanted(
  all: MiddlewareItem['plans'],
  { plans, values = {} }: Wanted,
): MiddlewareItem['plans'] {
  return all
    .filter(({ name }) => plans?.includes(name) ?? true)
    .map(plan => ({ ...plan, values: laidOver(plan.values, values) }));
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

function adapt(item: MiddlewareItem, wanted: Wanted = {}): MiddlewareItem {
  const { plans, terms = [] } = wanted;
  assertPlans(item, 'plans', plans);
  terms.forEach((term, i) => assertPlans(item, `terms.${i}.plans`, term.plans));
  return asTold(item, wanted);
}

/** @throws InputError naming the key for a plan that there is not */
function assertPlans(
  item: MiddlewareItem,
  part: string,
  names: readonly string[] = [],
): void {
  const missing = names.find(name =>
    item.plans.every(plan => plan.name !== name),
  );
  if (missing === undefined) return;
  throw new InputError(
    `${key}.${
      item.name
    }.${part}: there is no plan ${missing}; there are ${item.plans
      .map(({ name }) => name)
      .join(', ')}`,
  );
}

/** With what the company tells of it, of the plans those that it wants. */
function asTold(item: MiddlewareItem, wanted: Wanted): MiddlewareItem {
  const { note, sensitive, terms } = wanted;
  return {
    ...item,
    ...(note && { note }),
    ...(terms && { terms }),
    ...(sensitive && {
      sensitive: [
        ...(item.sensitive ?? []),
        ...sensitive.map(path => path.split('.')),
      ],
    }),
    plans: plansAsWanted(item.plans, wanted),
  };
}
