import type { PreviewObject } from '@pilothouse/plugin-platform-common';

/** Objects of one environment, or those made once for all of them. */
export interface ObjectGroup {
  readonly environment?: string;
  readonly objects: readonly PreviewObject[];
}

/** Objects by environment, those for all of them first. */
export function objectGroups(objects: readonly PreviewObject[]): ObjectGroup[] {
  const named = new Set(
    objects.flatMap(({ environment }) => environment ?? []),
  );
  return [undefined, ...named]
    .map(environment => ({
      environment,
      objects: objects.filter(each => each.environment === environment),
    }))
    .filter(group => group.objects.length > 0);
}
