import type { PipelineRun, RunRef } from '@pilothouse/plugin-platform-common';

/** What the address of the page says is looked at. */
export interface Looked {
  /** The run that is open. */
  readonly run?: RunRef;
  /** Only runs of that branch are shown. */
  readonly branch?: string;
  /** Only runs that went wrong are shown. */
  readonly trouble: boolean;
}

/** Reads the query of an address; what is not understood is not there. */
export function lookedOf(query: URLSearchParams): Looked {
  const job = query.get('job');
  const number = Number(query.get('run'));
  return {
    run:
      job && Number.isInteger(number) && number > 0
        ? { job, number }
        : undefined,
    branch: query.get('branch') ?? undefined,
    trouble: query.get('only') === 'trouble',
  };
}

/** The query of an address at which one looks at that; it begins with `?` also when empty. */
export function queryOf(looked: Looked): string {
  const query = new URLSearchParams();
  if (looked.run) {
    query.set('job', looked.run.job);
    query.set('run', `${looked.run.number}`);
  }
  if (looked.branch) {
    query.set('branch', looked.branch);
  }
  if (looked.trouble) {
    query.set('only', 'trouble');
  }
  return `?${query}`;
}

/** Tells runs apart, also those of several jobs. */
export function keyOf({ job, number }: Pick<PipelineRun, 'job' | 'number'>) {
  return `${job}#${number}`;
}
