import { z } from 'zod';
import { moment } from '../moment';
import { ciKnowledgeSchema, ciProblemSchema, nothingToShow } from './knowledge';
import { commitSchema, pipelineRunSchema } from './schema';

/** A test that failed. */
export const failedTestSchema = z.object({
  suite: z.string().optional(),
  className: z.string().optional(),
  name: z.string(),
  /** What it expected and found. */
  message: z.string().optional(),
  stack: z.string().optional(),
  durationMs: z.number().nonnegative().optional(),
  /** In how many runs it has failed up to this one. */
  failedRuns: z.number().int().positive().optional(),
});

/** A test that failed. */
export type FailedTest = z.infer<typeof failedTestSchema>;

/** A value that a run is given. */
export const parameterValueSchema = z.union([z.string(), z.boolean()]);

/** A value that is asked for. */
export const inputParameterSchema = z.object({
  name: z.string(),
  /** `other` is one that can be answered only at the CI server. */
  kind: z.enum(['string', 'text', 'boolean', 'choice', 'password', 'other']),
  description: z.string().optional(),
  default: parameterValueSchema.optional(),
  choices: z.array(z.string()).optional(),
});

/** A value that is asked for. */
export type InputParameter = z.infer<typeof inputParameterSchema>;

/** A question of a run, which waits for the answer. */
export const pendingInputSchema = z.object({
  id: z.string(),
  message: z.string(),
  /** Label of the button that goes on, where the pipeline gives it one. */
  proceed: z.string().optional(),
  parameters: z.array(inputParameterSchema),
  /** When the run ends without an answer, where that is known. */
  until: moment.optional(),
  /**
   * From whom alone the CI server is to take the answer. It knows nobody but the portal's
   * account, so that they answer there.
   */
  restrictedTo: z.string().optional(),
  /** Where it can be answered at the CI server; missing where people cannot go there. */
  url: z.string().optional(),
});

/** A question of a run. */
export type PendingInput = z.infer<typeof pendingInputSchema>;

/**
 * What somebody did to a run through the portal. The CI server knows the portal's account
 * alone, so that the portal keeps it.
 */
export const givenOrderSchema = z.object({
  kind: z.enum(['abort', 'proceed', 'reject']),
  who: z.string(),
  at: moment,
  /** Which question was answered, and its words where they were known. */
  inputId: z.string().optional(),
  question: z.string().optional(),
});

/** What somebody did to a run through the portal. */
export type GivenOrder = z.infer<typeof givenOrderSchema>;

/** A file that a run keeps. */
export const artifactSchema = z.object({
  /** Unique in its run, with `/` between its folders. */
  path: z.string(),
  /** Missing where people cannot open the pages of the CI server. */
  url: z.string().optional(),
});

/** A file that a run keeps. */
export type PipelineArtifact = z.infer<typeof artifactSchema>;

/** A part of a run that the CI server did not tell, and why. */
export const missingPartSchema = z.object({
  part: z.enum(['stages', 'tests', 'questions', 'image', 'jenkinsfile']),
  because: z.union([
    ciProblemSchema,
    /** What tells the part is not installed at the CI server. */
    z.object({ kind: z.literal('no-plugin'), plugin: z.string() }),
  ]),
});

/** A part of a run that the CI server did not tell, and why. */
export type MissingPart = z.infer<typeof missingPartSchema>;

/** A run with all that is known of it. */
export const pipelineRunDetailSchema = pipelineRunSchema.extend({
  /** Since the run before, newest first as far as the CI server sorts them so. */
  changes: z.array(commitSchema),
  parameters: z.record(z.string(), parameterValueSchema),
  failedTests: z.array(failedTestSchema),
  /** Whether more tests failed than are told. */
  failedTestsCut: z.boolean(),
  inputs: z.array(pendingInputSchema),
  /** The oldest first; missing where nothing is known of them. */
  orders: z.array(givenOrderSchema).optional(),
  artifacts: z.array(artifactSchema),
  /** Parts that the CI server did not tell; the rest is current. */
  missing: z.array(missingPartSchema),
});

/** A run with all that is known of it. */
export type PipelineRunDetail = z.infer<typeof pipelineRunDetailSchema>;

/** One run of a service, or why there is none to show. */
export const serviceRunSchema = z.discriminatedUnion('kind', [
  ...nothingToShow,
  /** There is no such run any more. */
  z.object({ kind: z.literal('run-absent'), readAt: moment }),
  z.object({
    kind: z.literal('known'),
    knowledge: ciKnowledgeSchema,
    run: pipelineRunDetailSchema,
  }),
]);

/** One run of a service. */
export type ServiceRun = z.infer<typeof serviceRunSchema>;

/** A piece of a run's log. Positions are counted in bytes of the text as it is told. */
export const logPieceSchema = z.object({
  from: z.number().int().nonnegative(),
  /** Where the next piece begins. */
  to: z.number().int().nonnegative(),
  text: z.string(),
  /** Whether there is more: now, later as the run goes on, or no more. */
  more: z.enum(['now', 'later', 'no']),
});

/** A piece of a run's log. */
export type LogPiece = z.infer<typeof logPieceSchema>;
