import {
  valuesSchema,
  type FieldConflict,
  type Values,
} from '@pilothouse/plugin-platform-common';
import type { KubeObject } from '@pilothouse/plugin-platform-node';
import { othersWanting } from '../../kube/write';
import { emptiedBy } from './spec';

/** A field that a change empties and that others go on wanting. */
interface Kept {
  readonly path: readonly string[];
  readonly manager: string;
}

/** An apply takes away what the portal alone wanted; what others want as well would stay. */
export function keptOf(before: KubeObject, change: Values): Kept[] {
  return emptiedBy(change).flatMap(path =>
    othersWanting(before, ['spec', ...path]).map(manager => ({
      path,
      manager,
    })),
  );
}

/** As it is told, like any other field that somebody else has set. */
export function conflictOf({ path, manager }: Kept): FieldConflict {
  return { field: `.spec.${path.join('.')}`, manager };
}

/** The change that empties these fields of `spec`. */
export function emptying(paths: readonly (readonly string[])[]): Values {
  return paths.reduce<Values>((all, path) => nulled(all, path), {});
}

function nulled(values: Values, [name, ...rest]: readonly string[]): Values {
  if (name === undefined) return values;
  const inner = valuesSchema.safeParse(values[name]).data ?? {};
  return { ...values, [name]: rest.length === 0 ? null : nulled(inner, rest) };
}
