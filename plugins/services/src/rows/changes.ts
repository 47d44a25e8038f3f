import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { stateOf } from './states';

/** Name of a part of a row that can change: its state, or what runs in an environment. */
export function partOf(key: string, environment?: { name?: string }): string {
  return environment ? `${key} ${environment.name ?? ''}` : key;
}

/** What the parts of all rows say, by the name of the part. */
export type Said = ReadonlyMap<string, string>;

/** What the parts of rows say, so that a change can be told. */
export function saidBy(views: readonly ServiceView[]): Said {
  return new Map(
    views.flatMap(view => [
      [partOf(view.key), stateOf(view) ?? ''] as const,
      ...view.cells.map(
        cell =>
          [
            partOf(view.key, { name: cell.environment }),
            `${cell.status} ${cell.ready}/${cell.desired} ${cell.earlier} ${cell.versions}`,
          ] as const,
      ),
    ]),
  );
}

/** Parts that say something else than before, or that nobody has seen before. */
export function changedParts(before: Said, after: Said): string[] {
  return [...after]
    .filter(([part, said]) => before.get(part) !== said)
    .map(([part]) => part);
}
