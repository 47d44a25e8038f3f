import { z } from 'zod';
import { abilitySchema } from '../deployments/abilities';
import { entityRefSchema } from '../people/entity-ref';
import { parameterValueSchema } from './detail';
import { runRefSchema } from './schema';

/** Most runs of one page. */
export const maxRunsOfPage = 500;
/** The CI server is asked for all newer runs of every branch, too. */
const maxRunsLeftOut = 2_000;
/** Most bytes of one piece of a log. */
export const maxLogPieceBytes = 4 * 1024 * 1024;

const ofService = z.object({ entityRef: entityRefSchema });

/** Which runs of a service are asked for. */
export const runsRequestSchema = ofService.extend({
  /** How many newer ones are left out. */
  offset: z.number().int().min(0).max(maxRunsLeftOut).default(0),
  limit: z.number().int().min(1).max(maxRunsOfPage).default(50),
});

/** Which run of a service is asked for. */
export const runRequestSchema = ofService.extend({ run: runRefSchema });

/** Whose services' runs are asked for. */
export const teamRunsRequestSchema = z.object({
  groupRef: entityRefSchema,
  /** Of each service. */
  limit: z.number().int().min(1).max(50).default(10),
});

/** Which piece of a log is asked for. */
export const logRequestSchema = runRequestSchema.extend({
  /**
   * Where to begin; or with `tailBytes` and without this, so many bytes before its end, at
   * the beginning of a line.
   */
  start: z.number().int().nonnegative().optional(),
  tailBytes: z.number().int().min(1).max(maxLogPieceBytes).optional(),
  maxBytes: z
    .number()
    .int()
    .min(1_024)
    .max(maxLogPieceBytes)
    .default(256 * 1024),
});

/** Which piece of a log is asked for. */
export type LogRequest = z.infer<typeof logRequestSchema>;

/** An answer to a question of a run. */
export const inputAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('proceed'),
    /** Those that are left out are as the question has them. */
    parameters: z.record(z.string(), parameterValueSchema).default({}),
  }),
  z.object({ kind: z.literal('abort') }),
]);

/** An answer to a question of a run. */
export type InputAnswer = z.infer<typeof inputAnswerSchema>;

/** An answer to a question of a run of a service. */
export const answerInputRequestSchema = runRequestSchema.extend({
  inputId: z.string().min(1).max(200),
  answer: inputAnswerSchema,
});

/** What came of an order to run again. */
export const runAgainResultSchema = z.object({
  /** Number in the queue. */
  queueId: z.number().int().optional(),
});

/** What came of an order to run again. */
export type RunAgainResult = z.infer<typeof runAgainResultSchema>;

/** Whose rights are asked for. */
export const pipelineAbilitiesRequestSchema = ofService;

/** What a person may do to the runs of a service. */
export const pipelineAbilitiesSchema = z.object({
  runAgain: abilitySchema,
  abort: abilitySchema,
  answerInput: abilitySchema,
});

/** What a person may do to the runs of a service. */
export type PipelineAbilities = z.infer<typeof pipelineAbilitiesSchema>;
