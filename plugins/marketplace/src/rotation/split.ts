import type { Binding } from '@pilothouse/plugin-platform-common';

/**
 * Who has credentials as variables, which stay as they were until a restart, and who has them
 * as files alone, which the nodes keep up to date.
 */
export function splitByRestart<T extends Pick<Binding, 'uses'>>(
  bindings: readonly T[],
): { restarts: T[]; follows: T[] } {
  const hasVariables = ({ uses }: T) =>
    uses.some(
      ({ variables, prefixes }) => variables.length + prefixes.length > 0,
    );
  return {
    restarts: bindings.filter(hasVariables),
    follows: bindings.filter(each => !hasVariables(each)),
  };
}
