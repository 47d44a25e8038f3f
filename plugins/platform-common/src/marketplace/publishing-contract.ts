import { oc } from '@orpc/contract';
import { z } from 'zod';
import { liveQuery } from '../live/query';
import { orderPreviewSchema } from './orders';
import {
  definitionCheckSchema,
  definitionInCluster,
  definitionTrialSchema,
  draftSchema,
  draftsSchema,
  installedKindSchema,
  publicationSchema,
  publishedDefinitionSchema,
  publishedSchema,
  publishingAbilitySchema,
  withdrawalSchema,
} from './publishing';
import { itemNameSchema } from './schema';

/** What is installed and what was published of it, live. */
export const publishingQueries = {
  'marketplace.drafts': liveQuery(z.object({}), draftsSchema),
};

/** Drafts of items, and their publishing; for platform engineers. */
export const publishingContract = {
  /** `GET /api/platform/marketplace/drafts/ability`: whether one may publish. */
  ability: oc
    .route({
      method: 'GET',
      path: '/marketplace/drafts/ability',
      tags: ['marketplace'],
      summary: 'Whether the person who asks may publish items',
    })
    .output(publishingAbilitySchema),
  /** `POST /api/platform/marketplace/drafts/draft`: a draft of a definition. */
  draft: oc
    .route({
      method: 'POST',
      path: '/marketplace/drafts/draft',
      tags: ['marketplace'],
      summary: 'A draft of the definition of an item, from a kind of a cluster',
    })
    .input(installedKindSchema.extend({ cluster: z.string().min(1) }))
    .output(draftSchema),
  /** `POST /api/platform/marketplace/drafts/check`: what a definition means. */
  check: oc
    .route({
      method: 'POST',
      path: '/marketplace/drafts/check',
      tags: ['marketplace'],
      summary: 'What is wrong with a definition, and what it means',
    })
    .input(definitionInCluster)
    .output(definitionCheckSchema),
  /** `POST /api/platform/marketplace/drafts/try`: what an order by it would do. */
  try: oc
    .route({
      method: 'POST',
      path: '/marketplace/drafts/try',
      tags: ['marketplace'],
      summary: 'What an order by a definition would do, by a dry run',
    })
    .input(definitionTrialSchema)
    .output(orderPreviewSchema),
  /** `GET /api/platform/marketplace/drafts/published?name=…`: a published definition. */
  published: oc
    .route({
      method: 'GET',
      path: '/marketplace/drafts/published',
      tags: ['marketplace'],
      summary: 'The definition of an item that was published',
    })
    .input(z.object({ name: itemNameSchema }))
    .output(publishedDefinitionSchema),
  /** `POST /api/platform/marketplace/drafts/publish`: offers an item. */
  publish: oc
    .route({
      method: 'POST',
      path: '/marketplace/drafts/publish',
      tags: ['marketplace'],
      summary: 'Offers an item to all or to some tenants',
    })
    .input(publicationSchema)
    .output(publishedSchema),
  /** `POST /api/platform/marketplace/drafts/withdraw`: offers it no longer. */
  withdraw: oc
    .route({
      method: 'POST',
      path: '/marketplace/drafts/withdraw',
      tags: ['marketplace'],
      summary: 'Offers an item no longer; its instances stay',
    })
    .input(withdrawalSchema)
    .output(publishedSchema),
};
