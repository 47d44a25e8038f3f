/** A run of a template, as far as it is looked at. */
export interface Run {
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
  readonly spec: {
    readonly parameters?: { readonly [name: string]: unknown };
    readonly templateInfo?: {
      readonly entityRef: string;
      readonly entity?: { readonly metadata: { readonly title?: string } };
    };
  };
}

/** A run of mine that failed, and that nothing has made good since. */
export interface FailedRun {
  readonly id: string;
  /** What was to come into being; missing where the template names nothing. */
  readonly name?: string;
  /** Title of the template, or its reference. */
  readonly template: string;
  readonly at: string;
}

/** What failed longer ago waits for nobody any more. */
const waitsMs = 14 * 24 * 3_600_000;

/** So many runs that one is done with are remembered. */
const mostRemembered = 100;

/**
 * The runs of mine that failed last in their matter, the newest first: those of the same
 * name are of one matter, and else those with the same input to the same template.
 *
 * @param now - in ms since the epoch
 * @param done - of runs that I want to see no more, their identifiers
 */
export function failedRuns(
  runs: readonly Run[],
  { now, done }: { readonly now: number; readonly done: readonly string[] },
): FailedRun[] {
  const newest = [...runs].sort(
    (one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt),
  );
  const matters = new Set<string>();
  return newest.flatMap(run => {
    const matter = matterOf(run);
    if (matters.has(matter)) return [];
    matters.add(matter);
    const waits = now - Date.parse(run.createdAt) < waitsMs;
    return run.status === 'failed' && waits && !done.includes(run.id)
      ? [toFailed(run)]
      : [];
  });
}

/** Reads of which runs one is done; what is not understood counts as none. */
export function readDone(stored: unknown): readonly string[] {
  const runs: unknown =
    typeof stored === 'object' && stored !== null && 'runs' in stored
      ? stored.runs
      : [];
  return Array.isArray(runs)
    ? runs.filter((id): id is string => typeof id === 'string')
    : [];
}

/** What to keep once one is done with a run as well. */
export function doneWith(done: readonly string[], id: string) {
  return { runs: [...done, id].slice(-mostRemembered) };
}

function matterOf({ spec }: Run): string {
  const { parameters = {}, templateInfo } = spec;
  return typeof parameters.name === 'string'
    ? `name ${parameters.name}`
    : JSON.stringify([templateInfo?.entityRef, parameters]);
}

function toFailed({ id, spec, createdAt }: Run): FailedRun {
  const { parameters = {}, templateInfo } = spec;
  const { name } = parameters;
  return {
    id,
    ...(typeof name === 'string' && { name }),
    template:
      templateInfo?.entity?.metadata.title ?? templateInfo?.entityRef ?? id,
    at: createdAt,
  };
}
