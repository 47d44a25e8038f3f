import { oc } from '@orpc/contract';
import { z } from 'zod';
import { instanceRefSchema } from './schema';

/** What was made by hand, and is to be looked after here. */
export const adoptionContract = {
  /** `POST /api/platform/marketplace/adoption`: takes over what was made by hand. */
  adopt: oc
    .route({
      method: 'POST',
      path: '/marketplace/adoption',
      tags: ['marketplace'],
      summary:
        'Takes over an instance that was made by hand, which changes nothing of it',
    })
    .input(
      z.object({
        ref: instanceRefSchema,
        /** Of the instance that was looked at. */
        uid: z.string().min(1),
      }),
    )
    .output(z.object({})),
};
