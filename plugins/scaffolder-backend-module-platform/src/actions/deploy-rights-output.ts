import type { z as zod } from 'zod/v3';

/** What is told of rights that were given. */
export const credentials = (z: typeof zod) =>
  z
    .array(
      z.object({
        environment: z.string(),
        id: z.string(),
        cluster: z.string(),
        namespace: z.string(),
        serviceAccount: z.string(),
        expiresAt: z.string(),
      }),
    )
    .describe('By which the pipeline deploys; no secret is told');
