import { oc } from '@orpc/contract';
import { z } from 'zod';
import { entityRefSchema } from '../people/entity-ref';
import { liveQuery } from '../live/query';
import { abilitiesRequestSchema, abilitiesSchema } from './abilities';
import {
  changeOrderSchema,
  changePreviewSchema,
  changeRequestSchema,
  changeResultSchema,
} from './changes';
import { serviceDeploymentsSchema } from './schema';

/** Which service is asked for. */
export const ofServiceSchema = z.object({ entityRef: entityRefSchema });

/** What runs of one service, live. */
export const deploymentsQueries = {
  'deployments.service': liveQuery(ofServiceSchema, serviceDeploymentsSchema),
};

/** What runs of a service, and changes of it. */
export const deploymentsContract = {
  /** `GET /api/platform/deployments?entityRef=…`: what is known now. */
  service: oc
    .route({
      method: 'GET',
      path: '/deployments',
      tags: ['deployments'],
      summary: 'What runs of a service, where and how well',
    })
    .input(ofServiceSchema)
    .output(serviceDeploymentsSchema),
  /** `POST /api/platform/deployments/abilities`: what the person may do. */
  abilities: oc
    .route({
      method: 'POST',
      path: '/deployments/abilities',
      tags: ['deployments'],
      summary:
        'What the person who asks may do to a workload, and why not the rest',
    })
    .input(abilitiesRequestSchema)
    .output(abilitiesSchema),
  /** `POST /api/platform/deployments/preview`: what a change would do. */
  preview: oc
    .route({
      method: 'POST',
      path: '/deployments/preview',
      tags: ['deployments'],
      summary: 'What a change would do, by a dry run on the cluster',
    })
    .input(changeRequestSchema)
    .output(changePreviewSchema),
  /** `POST /api/platform/deployments/apply`: makes the change, as the person. */
  apply: oc
    .route({
      method: 'POST',
      path: '/deployments/apply',
      tags: ['deployments'],
      summary: 'Makes a change that was looked at, as the person who asks',
    })
    .input(changeOrderSchema)
    .output(changeResultSchema),
};
