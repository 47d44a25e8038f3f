import { z } from 'zod';
import { moment } from '../moment';
import { ciProblemSchema } from './knowledge';
import { pipelineRunSchema } from './schema';
import type { RunState } from './states';

/** Names that the branch has from which services are released. */
export const mainBranches = ['main', 'master', 'trunk'] as const;

/** How a run ended, where it says whether what was built is right; else undefined. */
export function verdictOf(state: RunState): 'right' | 'wrong' | undefined {
  switch (state) {
    case 'succeeded':
      return 'right';
    case 'failed':
    case 'unstable':
      return 'wrong';
    default:
      return undefined;
  }
}

/** A pipeline whose last run of the main branch went wrong. */
export const brokenPipelineSchema = z.object({
  run: pipelineRunSchema.pick({
    job: true,
    number: true,
    branch: true,
    state: true,
    tests: true,
  }),
  /** When the first of the runs ended that have gone wrong one after the other. */
  since: moment,
  /** Whether older runs, which were not read, may have gone wrong too. */
  sinceOrEarlier: z.boolean(),
  /** Name of the stage that failed. */
  stage: z.string().optional(),
  /** Name of the first test that failed. */
  test: z.string().optional(),
});

/** A pipeline whose last run of the main branch went wrong. */
export type BrokenPipeline = z.infer<typeof brokenPipelineSchema>;

/** A run of the main branch that waits for somebody's answer. */
export const waitingRunSchema = z.object({
  run: pipelineRunSchema.pick({ job: true, number: true, branch: true }),
  /** What it asks at the same time. */
  questions: z.array(z.string()).min(1),
  /** When the run ends without an answer, where that is known. */
  until: moment.optional(),
});

/** A run of the main branch that waits for somebody's answer. */
export type WaitingRun = z.infer<typeof waitingRunSchema>;

/** The broken pipelines of all services whose runs a person may see. */
export const brokenPipelinesSchema = z.object({
  /** By the reference of the service. */
  services: z.record(z.string(), brokenPipelineSchema),
  /** Runs that wait for an answer which the person may give, by the service's reference. */
  waiting: z.record(z.string(), z.array(waitingRunSchema)),
  /** Services whose pipelines have not been read yet; the answers are on their way. */
  unread: z.number().int().nonnegative(),
  /** When the pipeline was read of which that is the longest ago, of those that are told. */
  readAt: moment.optional(),
  /** Services of which the CI server does not tell; what it told last is kept. */
  silent: z
    .object({
      count: z.number().int().positive(),
      since: moment,
      because: ciProblemSchema,
    })
    .optional(),
});

/** The broken pipelines of all services whose runs a person may see. */
export type BrokenPipelines = z.infer<typeof brokenPipelinesSchema>;
