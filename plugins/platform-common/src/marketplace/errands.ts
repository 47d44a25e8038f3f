import { z } from 'zod';
import { workloadRefSchema } from '../deployments';
import { bindSchema } from './binding';
import { instanceRefSchema } from './schema';

/**
 * Digest of how a step of a template words what it wants of the two, which tells apart several
 * bindings of them.
 */
const wishSchema = z.string().min(1).max(64);

/** A binding that a run of a template is to make, once there is what it binds. */
export const bindingErrandSchema = z.object({
  /** The run. */
  task: z.string().min(1).max(100),
  wish: wishSchema,
  request: bindSchema,
});

/** A binding that a run of a template is to make. */
export type BindingErrand = z.infer<typeof bindingErrandSchema>;

/** Which of the bindings that a run was entrusted with. */
export const errandRefSchema = z.object({
  task: z.string().min(1).max(100),
  wish: wishSchema,
  instance: instanceRefSchema,
  target: workloadRefSchema,
});

/** Which of the bindings that a run was entrusted with. */
export type ErrandRef = z.infer<typeof errandRefSchema>;

/** What came of a binding that a run was entrusted with. */
export const errandOutcomeSchema = z.discriminatedUnion('kind', [
  /** The run was not entrusted with it, or too long ago. */
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('bound'),
    secret: z.string(),
    variables: z.array(z.string()),
    /** Whether it was so already. */
    unchanged: z.boolean(),
  }),
]);

/** What came of a binding that a run was entrusted with. */
export type ErrandOutcome = z.infer<typeof errandOutcomeSchema>;
