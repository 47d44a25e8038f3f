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

/** The runs of these services that wait for the person's answer. */
export function waitingOf(
  mine: readonly ServiceRow[],
  waiting: BrokenPipelines['waiting'],
): BrokenPipelines['waiting'] {
  const refs = new Set(mine.map(({ entityRef }) => entityRef));
  return Object.fromEntries(
    Object.entries(waiting).filter(([ref]) => refs.has(ref)),
  );
}

/** What services are called, by their references. */
export function titleOf(
  mine: readonly ServiceRow[],
): (entityRef: string) => string | undefined {
  const titles = new Map(
    mine.map(({ entityRef, name, title }) => [entityRef, title ?? name]),
  );
  return ref => titles.get(ref);
}
