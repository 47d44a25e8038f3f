import { z } from 'zod';
import { failedTestSchema } from '../pipelines/detail';
import { jenkinsfileProblemSchema } from '../pipelines/schema';
import { runStateSchema } from '../pipelines/states';

/** How the pipeline of a creation went wrong; its job goes when the creation is undone. */
export const pipelineFailureSchema = z.object({
  job: z.string(),
  number: z.number().int().positive(),
  state: runStateSchema,
  /** That failed, and why, as far as the CI server says. */
  stages: z.array(
    z.object({ name: z.string(), because: z.string().optional() }),
  ),
  failedTests: z.array(failedTestSchema),
  /** Whether more tests failed than are told. */
  failedTestsCut: z.boolean(),
  jenkinsfile: jenkinsfileProblemSchema.optional(),
});

/** How the pipeline of a creation went wrong. */
export type PipelineFailure = z.infer<typeof pipelineFailureSchema>;

/** Something of a service that was removed again, or that is left. */
export const undoneThingSchema = z.object({
  kind: z.enum([
    'binding',
    'credentials',
    'folder',
    'hook',
    'images',
    'job',
    'middleware',
    'namespace',
    'project',
    'reader',
    'registration',
    'release',
    'repository',
    'rights',
    'robot',
  ]),
  name: z.string(),
  /** A git server, a project of the registry, or a cluster with its namespace. */
  where: z.string().optional(),
});

/** Something of a service that was removed again, or that is left. */
export type UndoneThing = z.infer<typeof undoneThingSchema>;

/** Something that could not be removed, and what its system said of that. */
export const leftThingSchema = undoneThingSchema.extend({
  because: z.string(),
  /** Whether it stays for good, and is not tried again. */
  stays: z.boolean().optional(),
});

/** Something that could not be removed. */
export type LeftThing = z.infer<typeof leftThingSchema>;

const ended = {
  /** How the run ended; left out while it is under way, or ended well. */
  ended: z.enum(['cancelled', 'failed']).optional(),
  /** Of a run that failed with its pipeline. */
  pipeline: pipelineFailureSchema.optional(),
};

const undone = {
  ...ended,
  /** The name of the service, where it is known. */
  service: z.string().optional(),
  removed: z.array(undoneThingSchema),
};

/** How far a run is undone that failed or was cancelled. */
export const undoStateSchema = z.discriminatedUnion('state', [
  /** The run is under way. */
  z.object({ state: z.literal('not-ended') }),
  /** The run ended well, or has kept no name to make anything under. */
  z.object({ state: z.literal('nothing-to-undo'), ...ended }),
  z.object({ state: z.literal('under-way'), ...undone }),
  z.object({ state: z.literal('done'), ...undone }),
  /** Tried again until nothing is but what stays for good. */
  z.object({
    state: z.literal('left'),
    ...undone,
    left: z.array(leftThingSchema),
  }),
]);

/** How far a run is undone that failed or was cancelled. */
export type UndoState = z.infer<typeof undoStateSchema>;
