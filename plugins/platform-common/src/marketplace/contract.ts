import { oc } from '@orpc/contract';
import { z } from 'zod';
import { liveQuery } from '../live/query';
import { abilitySchema } from '../deployments';
import { adoptionContract } from './adoption-contract';
import { bindingContract, bindingQueries } from './binding-contract';
import { orderFormSchema } from './form';
import {
  grantFormSchema,
  grantRequestSchema,
  revocationSchema,
} from './grants';
import { instanceAnswerSchema } from './answer';
import {
  backupOrderSchema,
  backupRequestSchema,
  unscheduleSchema,
} from './backups';
import { contentsContract } from './contents-contract';
import {
  deletionOrderSchema,
  deletionOutcomeSchema,
  instanceDeletionSchema,
  knownDeletionSchema,
  undoOrderSchema,
} from './deletion';
import { orderedProcedure } from './ordered';
import {
  orderPreconditionSchema,
  orderPreviewSchema,
  orderRequestSchema,
  orderSchema,
} from './orders';
import {
  rotationOrderSchema,
  rotationOutcomeSchema,
  rotationsSchema,
} from './rotation';
import { revisionsContract } from './revisions-contract';
import { publishingContract, publishingQueries } from './publishing-contract';
import { instanceRefSchema, itemNameSchema, marketplaceSchema } from './schema';
import { valuesSchema } from './values';

/** What can be had and what runs of it, live. */
export const marketplaceQueries = {
  'marketplace.list': liveQuery(z.object({}), marketplaceSchema),
  'marketplace.instance': liveQuery(instanceRefSchema, instanceAnswerSchema),
  ...bindingQueries,
  ...publishingQueries,
};

/** What a person may do to an instance. */
export const instanceAbilitiesSchema = z.object({
  update: abilitySchema,
  delete: abilitySchema,
  /** Missing where its operator makes no backups that the portal knows of. */
  backUp: abilitySchema.optional(),
  /** Missing where its operator follows no schedules that the portal knows of. */
  schedule: abilitySchema.optional(),
  /** Whether one may take back that it is to be deleted; missing where it is not. */
  undo: abilitySchema.optional(),
  /** What the portal knows of that; missing where it is not. */
  deletion: knownDeletionSchema.optional(),
  /** Missing where credentials are not asked for. */
  grant: abilitySchema.optional(),
  revoke: abilitySchema.optional(),
  /** Missing where it holds nothing that is made one by one. */
  addContent: abilitySchema.optional(),
  changeContent: abilitySchema.optional(),
  removeContent: abilitySchema.optional(),
  /** Missing where nobody keeps how it was before. */
  rollBack: abilitySchema.optional(),
  /** Whether one may take it over; missing where it was not made by hand. */
  adopt: abilitySchema.optional(),
});

/** What can be had, and orders of it. */
export const marketplaceContract = {
  bindings: bindingContract,
  drafts: publishingContract,
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
  /** `GET /api/platform/marketplace/ordered?…`: what is known now, after any session. */
  ordered: orderedProcedure,
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
        /** Where there is a backup that is to be restored, and its name. */
        namespace: z.string().min(1).optional(),
        backup: z.string().min(1).optional(),
        /** Name of the instance that is to be changed, in that namespace. */
        instance: z.string().min(1).optional(),
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
    .output(
      z.object({
        values: valuesSchema,
        /** The same, to be read. */
        yaml: z.string(),
        /** Its plan, where that is known. */
        plan: z.string().optional(),
        precondition: orderPreconditionSchema,
      }),
    ),
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
      summary:
        'Deletes an instance whose plan was looked at, or once its grace time has passed',
    })
    .input(deletionOrderSchema)
    .output(deletionOutcomeSchema),
  /** `POST /api/platform/marketplace/undo-deletion`: takes it back, as the person. */
  undoDeletion: oc
    .route({
      method: 'POST',
      path: '/marketplace/undo-deletion',
      tags: ['marketplace'],
      summary: 'Takes back that an instance is to be deleted',
    })
    .input(undoOrderSchema)
    .output(z.object({})),
  ...contentsContract,
  ...adoptionContract,
  ...revisionsContract,
  /** `POST /api/platform/marketplace/backup-preview`: what a backup would make. */
  backupPreview: oc
    .route({
      method: 'POST',
      path: '/marketplace/backup-preview',
      tags: ['marketplace'],
      summary: 'What a backup, or a schedule of them, would make, by a dry run',
    })
    .input(backupRequestSchema)
    .output(orderPreviewSchema),
  /** `POST /api/platform/marketplace/backup`: backs up, or schedules it, as the person. */
  backUp: oc
    .route({
      method: 'POST',
      path: '/marketplace/backup',
      tags: ['marketplace'],
      summary: 'Backs an instance up, now or by a schedule',
    })
    .input(backupOrderSchema)
    .output(z.object({})),
  /** `POST /api/platform/marketplace/unschedule`: ends a schedule, as the person. */
  unschedule: oc
    .route({
      method: 'POST',
      path: '/marketplace/unschedule',
      tags: ['marketplace'],
      summary: 'Ends a schedule of backups, and keeps the backups',
    })
    .input(unscheduleSchema)
    .output(z.object({})),
  /** `POST /api/platform/marketplace/grant-form`: what is asked of whoever wants credentials. */
  grantForm: oc
    .route({
      method: 'POST',
      path: '/marketplace/grant-form',
      tags: ['marketplace'],
      summary: 'What to fill in to ask for credentials of an instance',
    })
    .input(instanceRefSchema)
    .output(grantFormSchema),
  /** `POST /api/platform/marketplace/grant-preview`: what asking would make. */
  grantPreview: oc
    .route({
      method: 'POST',
      path: '/marketplace/grant-preview',
      tags: ['marketplace'],
      summary: 'What asking for credentials would make, by a dry run',
    })
    .input(grantRequestSchema)
    .output(orderPreviewSchema),
  /** `POST /api/platform/marketplace/grant`: asks for credentials, as the person. */
  grant: oc
    .route({
      method: 'POST',
      path: '/marketplace/grant',
      tags: ['marketplace'],
      summary: 'Asks for credentials of an instance; they come into a Secret',
    })
    .input(grantRequestSchema)
    .output(z.object({})),
  /** `POST /api/platform/marketplace/rotations`: what can be made anew, looked up as the person. */
  rotations: oc
    .route({
      method: 'POST',
      path: '/marketplace/rotations',
      tags: ['marketplace'],
      summary:
        'Whether the person may have new credentials made, and in which Secrets of an instance',
    })
    .input(instanceRefSchema)
    .output(rotationsSchema),
  /** `POST /api/platform/marketplace/rotate`: has new credentials made, as the person. */
  rotate: oc
    .route({
      method: 'POST',
      path: '/marketplace/rotate',
      tags: ['marketplace'],
      summary:
        'Has the operator make new credentials in a Secret, and waits a while for them',
    })
    .input(rotationOrderSchema)
    .output(rotationOutcomeSchema),
  /** `POST /api/platform/marketplace/revoke`: gives credentials back, as the person. */
  revoke: oc
    .route({
      method: 'POST',
      path: '/marketplace/revoke',
      tags: ['marketplace'],
      summary: 'Gives credentials of an instance back, with their Secret',
    })
    .input(revocationSchema)
    .output(z.object({})),
};
