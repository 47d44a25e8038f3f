import { isDeepStrictEqual } from 'node:util';
import type { Values } from '@pilothouse/plugin-platform-common';
import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
import { classKeyIn, heldFor, planOf } from './catalog';
import type { ItemSource } from './item';
import { specOf } from './model';
import { fieldsWritten, foundFields, planNamed } from './naming';

type Tried = Parameters<NonNullable<MiddlewareItem['refusalOf']>>[1];

const parts = { serviceClass: 'class', plan: 'plan' } as const;

/**
 * Why an order must not make this of an instance: it would be of another class than the one
 * that is ordered, or it would not be told by which plan it is had.
 */
export function refusalOf(
  { key, held, all }: Pick<ItemSource, 'key' | 'held' | 'all'>,
  cluster: string,
  { before, after }: Tried,
): string | undefined {
  const spec = specOf(after);
  const had = before ? specOf(before) : {};
  // Some servers forget what was found as soon as another plan is named.
  const unwritable = changed(foundFields, spec, had).filter(
    field => spec[field] !== undefined,
  );
  if (unwritable.length > 0) {
    return `Leave ${unwritable.join(
      ', ',
    )} to the controller of Service Catalog`;
  }
  for (const part of ['serviceClass', 'plan'] as const) {
    const fields = fieldsWritten(spec, part);
    if (fields.length > 1 && changed(fields, spec, had).length > 0) {
      return `Name the ${parts[part]} in one field; it is in ${fields.join(
        ', ',
      )}`;
    }
  }
  if (classKeyIn(cluster, after, all) !== key) {
    return 'Another class is named than that of this item; order the item of that class';
  }
  const namesAsBefore =
    before && isDeepStrictEqual(planNamed(spec), planNamed(had));
  const own = heldFor(held, cluster, after.metadata?.namespace);
  if (namesAsBefore || (own && planOf(after, own.plans))) return undefined;
  const plan = planNamed(spec)?.value;
  return plan === undefined
    ? 'Name one of the plans of this class'
    : `This class has no plan ${plan}`;
}

function changed(
  fields: readonly string[],
  spec: Values,
  had: Values,
): string[] {
  return fields.filter(field => !isDeepStrictEqual(spec[field], had[field]));
}
