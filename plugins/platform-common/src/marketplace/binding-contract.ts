import { oc } from '@orpc/contract';
import { z } from 'zod';
import { liveQuery } from '../live/query';
import { moment } from '../moment';
import {
  bindingChoicesSchema,
  bindingOrderSchema,
  bindingPreviewSchema,
  bindingRequestSchema,
  instanceBindingsSchema,
  serviceBindingsSchema,
} from './binding';
import {
  bindingErrandSchema,
  errandOutcomeSchema,
  errandRefSchema,
} from './errands';
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
  /** `POST /api/platform/marketplace/bindings/entrust`: has a run do it later, as the person. */
  entrust: oc
    .route({
      method: 'POST',
      path: '/marketplace/bindings/entrust',
      tags: ['marketplace'],
      summary:
        'Entrusts a run of a template with a binding, which it may make as the person once there is what it binds',
    })
    .input(bindingErrandSchema)
    .output(z.object({ until: moment })),
  /** `POST /api/platform/marketplace/bindings/carry-out`: does what a run was entrusted with. */
  carryOut: oc
    .route({
      method: 'POST',
      path: '/marketplace/bindings/carry-out',
      tags: ['marketplace'],
      summary:
        'Makes a binding that a run was entrusted with, as who entrusted it; for the scaffolder alone',
    })
    .input(errandRefSchema)
    .output(errandOutcomeSchema),
};
