import { oc } from '@orpc/contract';
import { z } from 'zod';
import { liveQuery } from '../live/query';
import { abilitySchema } from '../deployments';
import { orderFormSchema, valuesSchema } from './form';
import {
  deletionOrderSchema,
  instanceDeletionSchema,
  orderPreviewSchema,
  orderRequestSchema,
  orderSchema,
} from './orders';
import {
  instanceAnswerSchema,
  instanceRefSchema,
  itemNameSchema,
  marketplaceSchema,
} from './schema';

/** What can be had and what runs of it, live. */
export const marketplaceQueries = {
  'marketplace.list': liveQuery(z.object({}), marketplaceSchema),
  'marketplace.instance': liveQuery(instanceRefSchema, instanceAnswerSchema),
};

/** What a person may do to an instance. */
export const instanceAbilitiesSchema = z.object({
  update: abilitySchema,
  delete: abilitySchema,
});

/** What can be had, and orders of it. */
export const marketplaceContract = {
  /** `GET /api/platform/marketplace`: what is known now. */
  list: oc
    .route({
      method: 'GET',
      path: '/marketplace',
      tags: ['marketplace'],
      summary: 'Middleware that can be ordered, and what runs of it',
    })
    .output(marketplaceSchema),
  /** `GET /api/platform/marketplace/instance?…`: what is known now. */
  instance: oc
    .route({
      method: 'GET',
      path: '/marketplace/instance',
      tags: ['marketplace'],
      summary: 'How one instance is',
    })
    .input(instanceRefSchema)
    .output(instanceAnswerSchema),
  /** `GET /api/platform/marketplace/form?…`: what is asked of whoever orders. */
  form: oc
    .route({
      method: 'GET',
      path: '/marketplace/form',
      tags: ['marketplace'],
      summary: 'What to fill in to order an item, from the schema of its kind',
    })
    .input(
      z.object({
        item: itemNameSchema,
        /** Whose schema is wanted; the first that has the item unless told. */
        cluster: z.string().min(1).optional(),
      }),
    )
    .output(orderFormSchema),
  /** `GET /api/platform/marketplace/values?…`: what is wanted of an instance now. */
  values: oc
    .route({
      method: 'GET',
      path: '/marketplace/values',
      tags: ['marketplace'],
      summary: 'What is wanted of an instance now, to change it',
    })
    .input(instanceRefSchema)
    .output(z.object({ values: valuesSchema })),
  /** `POST /api/platform/marketplace/abilities`: what the person may do. */
  abilities: oc
    .route({
      method: 'POST',
      path: '/marketplace/abilities',
      tags: ['marketplace'],
      summary: 'What the person who asks may do to an instance, and why not',
    })
    .input(instanceRefSchema)
    .output(instanceAbilitiesSchema),
  /** `POST /api/platform/marketplace/preview`: what an order would do. */
  preview: oc
    .route({
      method: 'POST',
      path: '/marketplace/preview',
      tags: ['marketplace'],
      summary: 'What an order would do, by a dry run on the cluster',
    })
    .input(orderRequestSchema)
    .output(orderPreviewSchema),
  /** `POST /api/platform/marketplace/order`: orders, or changes, as the person. */
  order: oc
    .route({
      method: 'POST',
      path: '/marketplace/order',
      tags: ['marketplace'],
      summary: 'Makes or changes an instance, as the person who asks',
    })
    .input(orderSchema)
    .output(z.object({ ref: instanceRefSchema })),
  /** `POST /api/platform/marketplace/deletion`: what deleting would do. */
  deletion: oc
    .route({
      method: 'POST',
      path: '/marketplace/deletion',
      tags: ['marketplace'],
      summary: 'What goes and what stays when an instance is deleted',
    })
    .input(instanceRefSchema)
    .output(instanceDeletionSchema),
  /** `POST /api/platform/marketplace/delete`: deletes, as the person. */
  delete: oc
    .route({
      method: 'POST',
      path: '/marketplace/delete',
      tags: ['marketplace'],
      summary: 'Deletes an instance whose plan was looked at',
    })
    .input(deletionOrderSchema)
    .output(z.object({})),
};
