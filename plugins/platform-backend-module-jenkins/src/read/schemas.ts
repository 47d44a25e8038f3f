import { z } from 'zod';

const text = z.string().nullish();
const count = z.number().nullish();

const causeSchema = z.object({
  _class: text,
  shortDescription: text,
  userName: text,
  userId: text,
});

/** The actions of a run, of all their classes in one: each has some of the fields. */
const actionSchema = z.object({
  _class: text,
  causes: z.array(causeSchema).nullish(),
  lastBuiltRevision: z
    .object({
      SHA1: text,
      branch: z.array(z.object({ name: text })).nullish(),
    })
    .nullish(),
  remoteUrls: z.array(z.string()).nullish(),
  failCount: count,
  skipCount: count,
  totalCount: count,
  parameters: z
    .array(z.object({ name: z.string(), value: z.unknown().optional() }))
    .nullish(),
  objectDisplayName: text,
});

const changeSchema = z.object({
  commitId: text,
  msg: text,
  author: z.object({ fullName: text }).nullish(),
});

/** A run, as the object API tells it. */
export const buildSchema = z.object({
  number: z.number().int().positive(),
  queueId: count,
  url: z.string(),
  result: text,
  building: z.boolean().nullish(),
  timestamp: z.number(),
  duration: count,
  estimatedDuration: count,
  // Jenkins has null where an action is not exported.
  actions: z.array(actionSchema.nullable()).nullish(),
  changeSets: z
    .array(z.object({ items: z.array(changeSchema).nullish() }))
    .nullish(),
  artifacts: z.array(z.object({ relativePath: z.string() })).nullish(),
});

/** A run, as the object API tells it. */
export type Build = z.infer<typeof buildSchema>;

const queueItemSchema = z.object({
  id: z.number().int(),
  inQueueSince: count,
  why: text,
});

const plainJobSchema = z.object({
  _class: text,
  fullName: z.string(),
  url: z.string(),
  actions: z.array(actionSchema.nullable()).nullish(),
  queueItem: queueItemSchema.nullish(),
  lastBuild: z.object({ estimatedDuration: count }).nullish(),
});

const ownJobSchema = plainJobSchema.extend({
  allBuilds: z.array(buildSchema).nullish(),
});

/** A run by which it is known again. */
const briefBuildSchema = buildSchema.pick({
  number: true,
  result: true,
  building: true,
  timestamp: true,
});

/** A run by which it is known again. */
export type BriefBuild = z.infer<typeof briefBuildSchema>;

const briefJobSchema = plainJobSchema.extend({
  /** The newest, whole. */
  builds: z.array(buildSchema).nullish(),
  allBuilds: z.array(briefBuildSchema).nullish(),
});

/** A job with its newest runs, and by what the others are known again. */
export type BriefJob = z.infer<typeof briefJobSchema>;

/** The same of a job and its branches. */
export const briefTreeSchema = briefJobSchema.extend({
  jobs: z.array(briefJobSchema).nullish(),
});

/** The same of a job and its branches. */
export type BriefTree = z.infer<typeof briefTreeSchema>;

/** A job with its runs, and its branches with theirs. */
export const jobSchema = ownJobSchema.extend({
  jobs: z.array(ownJobSchema).nullish(),
});

/** A job with its runs. */
export type JobWithRuns = z.infer<typeof ownJobSchema>;

const stageSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: text,
  startTimeMillis: count,
  durationMillis: count,
  parentNodes: z.array(z.string()).nullish(),
  error: z.object({ message: text }).nullish(),
});

/** A run with its stages, as the stage view's API tells it. */
export const describedRunSchema = z.object({
  id: z.string(),
  status: text,
  startTimeMillis: count,
  stages: z.array(stageSchema).nullish(),
});

/** A run with its stages. */
export type DescribedRun = z.infer<typeof describedRunSchema>;

/** A stage, as the stage view's API tells it. */
export type DescribedStage = z.infer<typeof stageSchema>;

/** Questions of a run, as the stage view's API tells them. */
export const inputsSchema = z.array(
  z.object({
    id: z.string(),
    message: text,
    proceedText: text,
    inputs: z
      .array(
        z.object({
          type: text,
          name: z.string(),
          description: text,
          definition: z
            .object({
              defaultVal: z.unknown().optional(),
              choices: z.array(z.string()).nullish(),
            })
            .nullish(),
        }),
      )
      .nullish(),
  }),
);

/** Whom the questions of a run are restricted to, as the object API tells it. */
export const submittersSchema = z.object({
  actions: z
    .array(
      z
        .object({
          executions: z
            .array(
              z.object({
                id: z.string(),
                input: z.object({ submitter: text }).nullish(),
              }),
            )
            .nullish(),
        })
        .nullable(),
    )
    .nullish(),
});

/** A question of a run. */
export type AskedInput = z.infer<typeof inputsSchema>[number];

/** Results of the tests of a run. */
export const testReportSchema = z.object({
  suites: z
    .array(
      z.object({
        name: text,
        cases: z
          .array(
            z.object({
              className: text,
              name: text,
              status: text,
              errorDetails: text,
              errorStackTrace: text,
              duration: count,
              age: count,
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

/** Results of the tests of a run. */
export type TestReport = z.infer<typeof testReportSchema>;
