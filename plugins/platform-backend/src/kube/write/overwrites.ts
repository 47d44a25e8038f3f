import { isDeepStrictEqual } from 'node:util';
import type { FieldConflict } from '@pilothouse/plugin-platform-common';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { restartedAt } from './apply-set';
import { fieldManager } from './managers';
import type { Workload } from './workload';

const templatePath = '.spec.template';
/** Nobody minds who said last when all pods were to be started anew. */
const unminded = `${templatePath}.metadata.annotations.${restartedAt}`;

/**
 * Fields of a workload's template that others have set and that would be others, or gone,
 * with another template in its place. The API server tells conflicts of applies only; what
 * is replaced it takes from their owners without a word.
 *
 * @param template - what is put in the place of the present one
 */
export function overwrittenBy(
  { metadata, spec }: Workload,
  template: PodTemplateSpec,
): FieldConflict[] {
  const found = (metadata?.managedFields ?? [])
    .filter(
      ({ manager, subresource }) => manager !== fieldManager && !subresource,
    )
    .flatMap(({ manager = '', fieldsV1 }) => {
      const owned = partsOf(partsOf(fieldsV1).get('f:spec')).get('f:template');
      return lost(owned, [spec?.template, template], templatePath)
        .filter(field => field !== unminded)
        .map(field => ({ field, manager }));
    });
  const unique = new Map(found.map(one => [JSON.stringify(one), one]));
  return [...unique.values()];
}

/** Owned fields whose values differ, as the API server writes them. */
function lost(
  owned: unknown,
  [before, after]: readonly [unknown, unknown],
  path: string,
): string[] {
  if (owned === undefined || isDeepStrictEqual(before, after)) return [];
  const parts = partsOf(owned);
  const isWhole = [...parts.keys()].every(key => key === '.');
  if (isWhole || after === undefined) return [path];
  return [...parts].flatMap(([key, part]) => {
    if (key === '.') return [];
    const step = stepOf(key);
    return lost(part, [step.of(before), step.of(after)], path + step.text);
  });
}

/** One step into a value, by a key of `managedFields`. */
function stepOf(key: string): {
  readonly text: string;
  of(value: unknown): unknown;
} {
  const kind = key.slice(0, 2);
  const rest = key.slice(2);
  switch (kind) {
    case 'k:': {
      const wanted = Object.entries(JSON.parse(rest) as object);
      const text = wanted.map(
        ([name, value]) => `${name}=${JSON.stringify(value)}`,
      );
      return {
        text: `[${text.join(',')}]`,
        of: value =>
          listOf(value).find(one =>
            wanted.every(([name, is]) => partsOf(one).get(name) === is),
          ),
      };
    }
    case 'v:': {
      const wanted: unknown = JSON.parse(rest);
      return {
        text: `[=${rest}]`,
        of: value => listOf(value).find(one => isDeepStrictEqual(one, wanted)),
      };
    }
    default:
      return { text: `.${rest}`, of: value => partsOf(value).get(rest) };
  }
}

function partsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
