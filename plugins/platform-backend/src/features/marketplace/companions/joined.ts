import {
  valuesSchema,
  type OrderRequest,
  type Values,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
  type CustomReader,
  type MiddlewareCompanion,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { wishOf } from '../spec';

type Companions = Pick<MiddlewareItem, 'companions'>;

/** An instance with what is wanted and told of its companions, as fields of its own. */
export function joined(
  { companions = [] }: Companions,
  instance: CustomObject,
  find: (companion: MiddlewareCompanion) => CustomObject | undefined,
): CustomObject {
  if (companions.length === 0) return instance;
  const found = companions.map(
    companion => [companion.name, find(companion)] as const,
  );
  const with_ = (part: 'spec' | 'status') =>
    found.reduce<unknown>(
      (whole, [name, object]) =>
        object?.[part] === undefined
          ? whole
          : { ...Object(whole), [name]: object[part] },
      instance[part],
    );
  return { ...instance, spec: with_('spec'), status: with_('status') };
}

/** The same, with the companions that are known of a cluster. */
export function joinedIn(
  item: Companions,
  instance: CustomObject,
  custom: CustomReader,
): CustomObject {
  return joined(item, instance, companion =>
    companionOf(companion, instance, custom),
  );
}

/** The object of a companion of an instance, as far as it is known. */
export function companionOf(
  companion: MiddlewareCompanion,
  { metadata }: CustomObject,
  custom: CustomReader,
): CustomObject | undefined {
  const { namespace, name: instance = '' } = metadata ?? {};
  const name = companion.objectOf(instance);
  const found = custom.get(customKindName(companion.kind), { namespace, name });
  return found && isOf(companion, instance, found) ? found : undefined;
}

/** Whether an object says that it belongs to that instance. */
export function isOf(
  companion: MiddlewareCompanion,
  instance: string,
  { metadata }: CustomObject,
): boolean {
  return Object.entries(companion.labelsOf(instance)).every(
    ([label, value]) => metadata?.labels?.[label] === value,
  );
}

/** What is wanted of the object of an instance itself, and of each of its companions. */
export interface Divided {
  readonly own: Values;
  /** By the names of companions of which anything is wanted. */
  readonly parts: ReadonlyMap<string, Values>;
}

/** Divides values among the objects whose they are. */
export function divided({ companions = [] }: Companions, all: Values): Divided {
  const names = companions.map(({ name }) => name);
  const parts = names.flatMap((name): [string, Values][] => {
    const part = valuesSchema.safeParse(all[name]).data;
    return part ? [[name, part]] : [];
  });
  const own = Object.entries(all).filter(([name]) => !names.includes(name));
  return { own: Object.fromEntries(own), parts: new Map(parts) };
}

/** An order of the object of an instance itself, without what is wanted of its companions. */
export function ownOrder<T extends OrderRequest>(
  item: Companions,
  order: T,
): T {
  if (!item.companions?.length) return order;
  const { own } = dividedOrder(item, order);
  return { ...order, values: own, extra: undefined };
}

/** Divides what an order wants. @throws InputError for what is no YAML of fields */
export function dividedOrder(
  item: Companions,
  { values, extra }: Pick<OrderRequest, 'values' | 'extra'>,
): Divided {
  return divided(item, wishOf(values, extra));
}
