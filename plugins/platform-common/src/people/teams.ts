import { z } from 'zod';

/** What the portal knows of the teams of the person who asks. */
export const teamsSchema = z.discriminatedUnion('kind', [
  /** The catalog, which tells it, has not been read since the portal started. */
  z.object({ kind: z.literal('not-read-yet') }),
  /** The catalog does not know the person, as far as it has been filled. */
  z.object({ kind: z.literal('not-listed') }),
  /** Every group that they are in directly, by its reference; there may be none. */
  z.object({ kind: z.literal('listed'), groups: z.array(z.string()) }),
]);

/** What the portal knows of the teams of the person who asks. */
export type Teams = z.infer<typeof teamsSchema>;
