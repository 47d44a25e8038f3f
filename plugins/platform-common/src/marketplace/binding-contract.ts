import { oc } from '@orpc/contract';
import { z } from 'zod';
import { liveQuery } from '../live/query';
import {
  bindingChoicesSchema,
  bindingOrderSchema,
  bindingPreviewSchema,
  bindingRequestSchema,
  instanceBindingsSchema,
  serviceBindingsSchema,
} from './binding';
import { instanceRefSchema } from './schema';

const maxRefLength = 512;

/** Who uses an instance, and what a service uses, live. */
export const bindingQueries = {
  'marketplace.bindings': liveQuery(instanceRefSchema, instanceBindingsSchema),
  'marketplace.service': liveQuery(
    z.object({ entityRef: z.string().min(1).max(maxRefLength) }),
    serviceBindingsSchema,
  ),
};

/** Bindings of services to middleware. */
export const bindingContract = {
  /** `POST /api/platform/marketplace/bindings/choices`: what may be bound, and how. */
  choices: oc
    .route({
      method: 'POST',
      path: '/marketplace/bindings/choices',
      tags: ['marketplace'],
      summary: 'Which services may be bound to an instance, and why others not',
    })
    .input(instanceRefSchema)
    .output(bindingChoicesSchema),
  /** `POST /api/platform/marketplace/bindings/preview`: what it would do. */
  preview: oc
    .route({
      method: 'POST',
      path: '/marketplace/bindings/preview',
      tags: ['marketplace'],
      summary:
        'What binding or unbinding a service would change, by a dry run on the cluster',
    })
    .input(bindingRequestSchema)
    .output(bindingPreviewSchema),
  /** `POST /api/platform/marketplace/bindings/apply`: does it, as the person. */
  apply: oc
    .route({
      method: 'POST',
      path: '/marketplace/bindings/apply',
      tags: ['marketplace'],
      summary: 'Binds or unbinds a service, as the person who asks',
    })
    .input(bindingOrderSchema)
    .output(z.object({ resourceVersion: z.string().optional() })),
};
