import type { DefinitionFault } from '@pilothouse/plugin-platform-common';
import type { MiddlewarePath } from '@pilothouse/plugin-platform-node';
import { partOf, type JsonSchema } from '../schema';

/**
 * Paths that a definition names and the schema of its kind does not have, each with its line.
 *
 * @param schema - of whole objects
 * @param where - what it is the schema of, for messages
 */
export function faultsOf(
  paths: readonly MiddlewarePath[],
  schema: JsonSchema,
  where: string,
): DefinitionFault[] {
  return paths
    .filter(({ path }) => partOf(schema, path) === undefined)
    .map(({ path, line, field }) => ({
      line,
      field,
      message: `${textOf(path)} is not in the schema of ${where}`,
    }));
}

/** A path as definitions write it. */
export function textOf(path: MiddlewarePath['path']): string {
  return path
    .map((step, i) => {
      if (typeof step === 'number') return `[${step}]`;
      return i === 0 ? step : `.${step}`;
    })
    .join('');
}
