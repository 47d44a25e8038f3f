import { z } from 'zod';
import { moment } from '../moment';

/** Why the CI server did not tell what was asked. */
export const ciProblemSchema = z.object({
  kind: z.enum([
    /** No connection, or one that broke. */
    'unreachable',
    /** No answer in time. */
    'slow',
    /** It does not accept the portal's user name and token. */
    'unauthenticated',
    /** The portal's account lacks a permission there; the message names it. */
    'forbidden',
    /** It answered with an error, or with what is not understood. */
    'failed',
  ]),
  /** One sentence with what to do about it, for people; without secrets. */
  message: z.string().min(1),
});

/** Why the CI server did not tell what was asked. */
export type CiProblem = z.infer<typeof ciProblemSchema>;

/** How old what is shown is. What was heard last is kept when it is `stale`. */
export const ciKnowledgeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('current'), readAt: moment }),
  z.object({
    kind: z.literal('stale'),
    /** When what is shown was read. */
    readAt: moment,
    /** Since when it could not be read again. */
    since: moment,
    because: ciProblemSchema,
  }),
]);

/** How old what is shown is. */
export type CiKnowledge = z.infer<typeof ciKnowledgeSchema>;

/** Name of the annotation that says which job builds a service. */
export const jobAnnotation = 'jenkins.io/job-full-name';

/** Why there is nothing to show, as answers rather than errors. */
export const nothingToShow = [
  /** The portal has no CI server. */
  z.object({ kind: z.literal('not-configured') }),
  /** The person may see the service, and not its runs: those are told to its owners. */
  z.object({ kind: z.literal('not-permitted') }),
  /** The service does not say which job builds it. */
  z.object({ kind: z.literal('not-annotated'), annotation: z.string() }),
  /** Nothing was heard yet; without a reason, the first answer is on its way. */
  z.object({
    kind: z.literal('not-heard'),
    since: moment,
    because: ciProblemSchema.optional(),
  }),
] as const;
