import { oc } from '@orpc/contract';
import { z } from 'zod';
import { liveQuery } from '../live/query';
import { servicesSchema } from './schema';

/** What runs where, live. */
export const servicesQueries = {
  'services.list': liveQuery(z.object({}), servicesSchema),
};

/** What runs where. */
export const servicesContract = {
  /** `GET /api/platform/services`: what is known now. */
  list: oc
    .route({
      method: 'GET',
      path: '/services',
      tags: ['services'],
      summary: 'Services and applications, what runs of them and how well',
    })
    .output(servicesSchema),
};
