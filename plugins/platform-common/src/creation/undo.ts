import { z } from 'zod';

/** Something of a service that was removed again, or that is left. */
export const undoneThingSchema = z.object({
  kind: z.enum([
    'folder',
    'hook',
    'images',
    'job',
    'namespace',
    'project',
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
});

/** Something that could not be removed. */
export type LeftThing = z.infer<typeof leftThingSchema>;

const ended = {
  /** How the run ended; left out while it is under way, or ended well. */
  ended: z.enum(['cancelled', 'failed']).optional(),
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
  /** Tried again until nothing is. */
  z.object({
    state: z.literal('left'),
    ...undone,
    left: z.array(leftThingSchema),
  }),
]);

/** How far a run is undone that failed or was cancelled. */
export type UndoState = z.infer<typeof undoStateSchema>;
