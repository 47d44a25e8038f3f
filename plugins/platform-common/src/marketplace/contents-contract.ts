import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  contentOrderSchema,
  contentRemovalSchema,
  contentRequestSchema,
} from './contents';
import { orderPreviewSchema } from './orders';

/** What instances hold, made and removed one by one. */
export const contentsContract = {
  /** `POST /api/platform/marketplace/content-preview`: what making or changing it would do. */
  contentPreview: oc
    .route({
      method: 'POST',
      path: '/marketplace/content-preview',
      tags: ['marketplace'],
      summary:
        'What making or changing something that an instance holds would do, by a dry run',
    })
    .input(contentRequestSchema)
    .output(orderPreviewSchema),
  /** `POST /api/platform/marketplace/content`: makes or changes it, as the person. */
  makeContent: oc
    .route({
      method: 'POST',
      path: '/marketplace/content',
      tags: ['marketplace'],
      summary:
        'Makes or changes something that an instance holds, such as a topic',
    })
    .input(contentOrderSchema)
    .output(z.object({})),
  /** `POST /api/platform/marketplace/content-removal`: removes it, as the person. */
  removeContent: oc
    .route({
      method: 'POST',
      path: '/marketplace/content-removal',
      tags: ['marketplace'],
      summary: 'Removes something that an instance holds, with its data',
    })
    .input(contentRemovalSchema)
    .output(z.object({})),
};
