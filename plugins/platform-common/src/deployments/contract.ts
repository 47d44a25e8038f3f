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
import { serviceDeploymentsSchema, workloadRefSchema } from './schema';

/** Which service is asked for. */
export const ofServiceSchema = z.object({ entityRef: entityRefSchema });

/** One workload, and the services of the catalog that call it their own. */
export const workloadDeploymentsSchema = serviceDeploymentsSchema.extend({
  /** References of those that the reader may see; none where the catalog lacks it. */
  services: z.array(z.string()),
});

/** What runs of one service, or one workload by its name, live. */
export const deploymentsQueries = {
  'deployments.service': liveQuery(ofServiceSchema, serviceDeploymentsSchema),
  'deployments.workload': liveQuery(
    z.object({ target: workloadRefSchema }),
    workloadDeploymentsSchema,
  ),
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
  /** `GET /api/platform/deployments/workload?cluster=…`: what is known now. */
  workload: oc
    .route({
      method: 'GET',
      path: '/deployments/workload',
      tags: ['deployments'],
      summary: 'How one workload is, whether or not the catalog knows it',
    })
    .input(workloadRefSchema)
    .output(workloadDeploymentsSchema),
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
