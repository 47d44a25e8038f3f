import { oc } from '@orpc/contract';
import { z } from 'zod';
import { liveQuery } from '../live/query';
import { platformHealthSchema } from './schema';

/** State of the platform's own parts, live. */
export const healthQueries = {
  'health.parts': liveQuery(z.object({}), platformHealthSchema),
};

/**
 * Health of the platform's own parts. Whoever belongs to a team may read it; log files
 * and process numbers are left out for all but platform engineers.
 */
export const healthContract = {
  /** `GET /api/platform/health/parts`: what is known now. */
  parts: oc
    .route({
      method: 'GET',
      path: '/health/parts',
      tags: ['health'],
      summary: "State of the platform's own parts",
    })
    .output(platformHealthSchema),
};
