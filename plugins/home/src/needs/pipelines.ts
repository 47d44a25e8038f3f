import type {
  BrokenPipeline,
  BrokenPipelines,
  ServiceRow,
} from '@pilothouse/plugin-platform-common';

/** A service of a person's whose pipeline fails. */
export interface Failing {
  readonly entityRef: string;
  readonly name: string;
  readonly owner: string | undefined;
  readonly broken: BrokenPipeline;
}

/** The pipelines that fail of these services, those first that fail since lately. */
export function failingOf(
  mine: readonly ServiceRow[],
  pipelines: BrokenPipelines['services'],
): Failing[] {
  return mine
    .flatMap(({ entityRef, name, title, owner }) => {
      const broken = entityRef === undefined ? undefined : pipelines[entityRef];
      return entityRef !== undefined && broken
        ? [{ entityRef, name: title ?? name, owner, broken }]
        : [];
    })
    .sort(
      (left, right) =>
        Date.parse(right.broken.since) - Date.parse(left.broken.since),
    );
}
