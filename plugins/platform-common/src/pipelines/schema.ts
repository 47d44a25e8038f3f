import { z } from 'zod';
import { moment } from '../moment';
import { ciKnowledgeSchema, nothingToShow } from './knowledge';
import { runStateSchema, stageStateSchema } from './states';

/** Full name of a job, `folder/service/branch`, as the CI server spells it. */
export const jobNameSchema = z
  .string()
  .max(1_000)
  .refine(
    name =>
      name.split('/').every(part => !['', '.', '..'].includes(part.trim())),
    'must be the full name of a job, with a slash between its folders',
  );

/** One run of a job. */
export const runRefSchema = z.object({
  job: jobNameSchema,
  number: z.number().int().positive(),
});

/** One run of a job. */
export type RunRef = z.infer<typeof runRefSchema>;

/** Why a run began. */
export const runCauseSchema = z.object({
  kind: z.enum(['user', 'push', 'timer', 'upstream', 'replay', 'other']),
  /** Who began it, as the CI server calls them. */
  who: z.string().optional(),
  /** In the words of the CI server. */
  text: z.string(),
});

/** Why a run began. */
export type RunCause = z.infer<typeof runCauseSchema>;

/** A commit that a run is about. */
export const commitSchema = z.object({
  sha: z.string().min(1),
  /** Its first line. */
  message: z.string().optional(),
  author: z.string().optional(),
  url: z.string().optional(),
});

/** A commit that a run is about. */
export type PipelineCommit = z.infer<typeof commitSchema>;

/** One stage of a run. */
export const stageSchema = z.object({
  /** Unique in its run. */
  id: z.string(),
  name: z.string(),
  state: stageStateSchema,
  startedAt: moment.optional(),
  durationMs: z.number().nonnegative().optional(),
  /** Ids of the stages that it is in, where the CI server tells them. */
  parents: z.array(z.string()).optional(),
  /** Why it failed. */
  because: z.string().optional(),
});

/** One stage of a run. */
export type PipelineStage = z.infer<typeof stageSchema>;

/** How many tests ended how. */
export const testCountsSchema = z.object({
  passed: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
  skipped: z.number().int().nonnegative(),
});

/** How many tests ended how. */
export type TestCounts = z.infer<typeof testCountsSchema>;

/** Why a Jenkinsfile could not be run as it is written. */
export const jenkinsfileProblemSchema = z.object({
  /** Missing where the CI server does not tell it. */
  line: z.number().int().positive().optional(),
  /** The step that the CI server does not have, where that is why. */
  unknownStep: z.string().optional(),
  /** In the words of the CI server. */
  text: z.string(),
});

/** Why a Jenkinsfile could not be run as it is written. */
export type JenkinsfileProblem = z.infer<typeof jenkinsfileProblemSchema>;

/** An image that a run made. */
export const builtImageSchema = z.object({
  /** Where it is, without tag and digest: `registry.example.com/shop/web`. */
  repository: z.string().min(1),
  tag: z.string().optional(),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});

/** An image that a run made. */
export type BuiltImage = z.infer<typeof builtImageSchema>;

/** A run as a row shows it. */
export const pipelineRunSchema = runRefSchema.extend({
  /** As git calls it; missing for a job that is not of one branch. */
  branch: z.string().optional(),
  state: runStateSchema,
  startedAt: moment,
  /** While it goes on, up to the time of reading. */
  durationMs: z.number().nonnegative(),
  /** How long it may take, where the CI server has an idea. */
  estimatedMs: z.number().positive().optional(),
  commit: commitSchema.optional(),
  causes: z.array(runCauseSchema),
  /** Number that it had in the queue, where the CI server tells it. */
  queueId: z.number().int().optional(),
  /** Missing while they are not known; a row does not always have them. */
  stages: z.array(stageSchema).optional(),
  tests: testCountsSchema.optional(),
  /** Missing while it is not known, and for runs whose Jenkinsfile could be run. */
  jenkinsfile: jenkinsfileProblemSchema.optional(),
  /** Missing while it is not known, and for runs that made none. */
  image: builtImageSchema.optional(),
  /** The run's page at the CI server; missing where people cannot open its pages. */
  url: z.string().optional(),
});

/** A run as a row shows it. */
export type PipelineRun = z.infer<typeof pipelineRunSchema>;

/** A run that waits for its turn. */
export const queuedRunSchema = z.object({
  /** Number in the queue, which is not the number of the run. */
  id: z.number().int(),
  job: z.string(),
  branch: z.string().optional(),
  queuedAt: moment.optional(),
  /** What it waits for, in the words of the CI server. */
  because: z.string().optional(),
});

/** A run that waits for its turn. */
export type QueuedRun = z.infer<typeof queuedRunSchema>;

/** A page of the runs of a job and its branches. */
export const runsPageSchema = z.object({
  job: z.string(),
  /** The job's page at the CI server; missing where people cannot open its pages. */
  url: z.string().optional(),
  /** Of all branches, the one that began last first. */
  runs: z.array(pipelineRunSchema),
  queued: z.array(queuedRunSchema),
  /** Whether there are older runs. */
  more: z.boolean(),
});

/** A page of the runs of a job and its branches. */
export type RunsPage = z.infer<typeof runsPageSchema>;

const jobAbsent = z.object({
  kind: z.literal('job-absent'),
  job: z.string(),
  readAt: moment,
});

/** The runs of a service, or why there are none to show. */
export const serviceRunsSchema = z.discriminatedUnion('kind', [
  ...nothingToShow,
  /** The job that the service names is not there. */
  jobAbsent,
  runsPageSchema.extend({
    kind: z.literal('known'),
    knowledge: ciKnowledgeSchema,
  }),
]);

/** The runs of a service. */
export type ServiceRuns = z.infer<typeof serviceRunsSchema>;

/** The runs of the services of a team, by the reference of the service. */
export const teamRunsSchema = z.object({
  services: z.record(z.string(), serviceRunsSchema),
});

/** The runs of the services of a team. */
export type TeamRuns = z.infer<typeof teamRunsSchema>;
