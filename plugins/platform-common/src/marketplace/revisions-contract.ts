import { oc } from '@orpc/contract';
import { z } from 'zod';
import { orderPreviewSchema } from './orders';
import {
  instanceRevisionSchema,
  rollbackOrderSchema,
  rollbackRequestSchema,
} from './revisions';
import { instanceRefSchema } from './schema';

/** How instances were before, and the way back. */
export const revisionsContract = {
  /** `POST /api/platform/marketplace/revisions`: how it was before. */
  revisions: oc
    .route({
      method: 'POST',
      path: '/marketplace/revisions',
      tags: ['marketplace'],
      summary: 'How an instance was before, the newest first',
    })
    .input(instanceRefSchema)
    .output(z.object({ revisions: z.array(instanceRevisionSchema) })),
  /** `POST /api/platform/marketplace/rollback-preview`: what bringing it back would do. */
  rollbackPreview: oc
    .route({
      method: 'POST',
      path: '/marketplace/rollback-preview',
      tags: ['marketplace'],
      summary: 'What bringing an instance back to a revision would do',
    })
    .input(rollbackRequestSchema)
    .output(orderPreviewSchema),
  /** `POST /api/platform/marketplace/rollback`: brings it back, as the person. */
  rollBack: oc
    .route({
      method: 'POST',
      path: '/marketplace/rollback',
      tags: ['marketplace'],
      summary: 'Brings an instance back to a revision that was looked at',
    })
    .input(rollbackOrderSchema)
    .output(z.object({})),
};
