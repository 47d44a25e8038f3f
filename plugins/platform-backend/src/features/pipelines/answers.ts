import type {
  CiKnowledge,
  PipelineRunDetail,
  RunsPage,
  ServiceRun,
  ServiceRuns,
} from '@pilothouse/plugin-platform-common';
import type { Known } from './Reading';

/** The runs of a service as they are known; what was heard last outlives a failure. */
export function runsAnswer(job: string, known: Known<RunsPage>): ServiceRuns {
  const nothing = nothingKnown(known);
  if (nothing) return nothing;
  const { value, readAt } = heardOf(known);
  return value
    ? { kind: 'known', ...value, knowledge: knowledgeOf(known, readAt) }
    : { kind: 'job-absent', job, readAt };
}

/** A run as it is known. */
export function runAnswer(known: Known<PipelineRunDetail>): ServiceRun {
  const nothing = nothingKnown(known);
  if (nothing) return nothing;
  const { value, readAt } = heardOf(known);
  return value
    ? { kind: 'known', run: value, knowledge: knowledgeOf(known, readAt) }
    : { kind: 'run-absent', readAt };
}

function nothingKnown({ since, heard, failure }: Known<unknown>) {
  if (failure?.because === 'not-configured') {
    return { kind: 'not-configured' } as const;
  }
  if (heard) return undefined;
  return {
    kind: 'not-heard',
    since: failure?.since ?? since,
    because: failure?.because,
  } as const;
}

function heardOf<T>({ heard, since }: Known<T>) {
  return heard ?? { value: undefined, readAt: since };
}

function knowledgeOf({ failure }: Known<unknown>, readAt: string): CiKnowledge {
  if (!failure || failure.because === 'not-configured') {
    return { kind: 'current', readAt };
  }
  const { since, because } = failure;
  return { kind: 'stale', readAt, since, because };
}
