import { z } from 'zod';
import type { JobConfig } from '../jobs/config.ts';
import type { Build, BuildProgress, DeclaredProperties } from '../model.ts';

/** How many tests had which result. */
export interface TestCounts {
  readonly total: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A build as it is held in memory: its tests are counted, and read when asked for. */
export interface StoredBuild extends Omit<Build, 'progress'> {
  readonly progress: Omit<BuildProgress, 'tests'>;
  readonly tests?: TestCounts;
}

/** What is kept of a job besides its configuration. */
export interface JobState {
  readonly nextBuildNumber: number;
  /** What the Jenkinsfile of the last build said; overrides the configuration. */
  readonly declared?: DeclaredProperties;
  /** For the job of a branch in a multibranch project. */
  readonly branch?: string;
  /** Commit that the branch was last seen at. */
  readonly seenCommit?: string;
}

/** One job, with those in it and its builds. */
export interface Job {
  readonly name: string;
  readonly fullName: string;
  readonly folder: string;
  readonly parent?: Job;
  xml: string;
  config: JobConfig;
  state: JobState;
  readonly children: Map<string, Job>;
  /** By number, in the order in which they began. */
  readonly builds: Map<number, StoredBuild>;
}

/** State as it is read back; its content was written by this server. */
export const jobStateSchema = z.object({
  nextBuildNumber: z.number().int().positive(),
  declared: z.custom<DeclaredProperties>().optional(),
  branch: z.string().optional(),
  seenCommit: z.string().optional(),
});

const buildShape = z.object({
  jobFullName: z.string(),
  number: z.number().int().positive(),
  queueId: z.number().int(),
  causes: z.array(z.looseObject({ kind: z.string() })),
  progress: z.object({
    startTimeMillis: z.number(),
    durationMillis: z.number(),
    running: z.boolean(),
    stages: z.array(z.looseObject({ id: z.string() })),
    inputs: z.array(z.looseObject({ id: z.string() })),
    revisions: z.array(z.looseObject({ commit: z.string() })),
    artifacts: z.array(z.looseObject({ path: z.string() })),
    parameters: z.record(z.string(), z.unknown()),
  }),
});

/** A build as it is read back, as far as the server would fail without it. */
export const storedBuildSchema = z.custom<StoredBuild>(
  value => buildShape.safeParse(value).success,
  'is not a build',
);
