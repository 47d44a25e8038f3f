import { oc } from '@orpc/contract';
import { z } from 'zod';
import { instanceDetailSchema, instanceRefSchema } from './schema';

/** An instance that a run of a template has ordered. */
const orderedRefSchema = instanceRefSchema.extend({
  /** The run. */
  task: z.string().min(1).max(100),
});

/** An instance that a run of a template has ordered. */
export type OrderedRef = z.infer<typeof orderedRefSchema>;

/** What a run has to know of an instance that it waits for. */
export const orderedInstanceSchema = instanceDetailSchema.pick({
  status: true,
  saying: true,
  credentials: true,
  address: true,
  grants: true,
});

/** What a run has to know of an instance that it waits for. */
export type OrderedInstance = z.infer<typeof orderedInstanceSchema>;

/** An instance that a run waits for. */
const orderedAnswerSchema = z.object({
  /** Missing for one that the run has not ordered, or that somebody has changed since. */
  instance: orderedInstanceSchema.optional(),
  /** Whether it may be there, as the portal does not know yet. */
  pending: z.boolean(),
});

/** An instance that a run waits for. */
export type OrderedAnswer = z.infer<typeof orderedAnswerSchema>;

/** How an instance is that a run of a template has ordered. */
export const orderedProcedure = oc
  .route({
    method: 'GET',
    path: '/marketplace/ordered',
    tags: ['marketplace'],
    summary:
      'How an instance is that a run of a template has ordered; for the scaffolder alone',
  })
  .input(orderedRefSchema)
  .output(orderedAnswerSchema);
