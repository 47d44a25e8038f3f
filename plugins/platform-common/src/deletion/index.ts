import { z } from 'zod';
import { instanceRefSchema } from '../marketplace/schema';
import { moment } from '../moment';

/** Of which service or application is asked what would be deleted with it. */
export const deletionRequestSchema = z.object({ entityRef: z.string() });

/** What a service consists of, in the order in which it is deleted. */
export const servicePartSchema = z.enum([
  'webhook',
  'pipeline',
  'deployment',
  'credentials',
  'images',
  'rights',
  'repository',
  'catalog',
]);

/** What a service consists of. */
export type ServicePart = z.infer<typeof servicePartSchema>;

/** Something that is deleted with a service or an application, or that stays. */
export const deletionItemSchema = z.object({
  part: z.enum([...servicePartSchema.options, 'namespace']),
  name: z.string(),
  /** At which host, or in which cluster and namespace. */
  where: z.string(),
  /** Of what is there once for each. */
  environment: z.string().optional(),
  /** Whether customers depend on that environment. */
  isProduction: z.boolean().optional(),
  /** `kept`: it is there, and stays, as it is its team's. */
  found: z.enum(['there', 'nothing', 'unknown', 'kept']),
  /** Why it is unknown. In English. */
  because: z.string().optional(),
  /** Since when nothing is heard of its cluster, where it is unknown for that. */
  silentSince: moment.optional(),
  /**
   * That the pipeline of the service had no rights there when the cluster was heard last: the
   * service may be deleted all the same, if the person wants that.
   */
  lastSeen: z.literal('nothing').optional(),
  /** What it consists of: objects of a cluster, entities of the catalog. */
  objects: z.array(z.object({ kind: z.string(), name: z.string() })),
  /** How many replicas of it are serving. */
  ready: z.number().optional(),
});

/** Something that is deleted with a service or an application, or that stays. */
export type DeletionItem = z.infer<typeof deletionItemSchema>;

/** Why a service or an application cannot be deleted as a whole. */
export const deletionRefusalSchema = z.object({
  reason: z.enum([
    'no-service',
    'no-team',
    'not-allowed',
    'not-member',
    'foreign-repository',
    'foreign-job',
    /** At the name of its job is something else, such as a folder of jobs. */
    'no-pipeline',
    'shared-repository',
    /** With what the person may not see. */
    'shared-unseen',
    /** An application of which services, APIs or resources are a part. */
    'has-parts',
    /** Of which something is a part that the person may not see. */
    'has-unseen-parts',
    'being-made',
  ]),
  /** Names that belong into the sentence. */
  about: z.array(z.string()),
  /** In English, for logs. */
  message: z.string(),
});

/** Why a service cannot be deleted as a whole. */
export type DeletionRefusal = z.infer<typeof deletionRefusalSchema>;

/** Middleware that a service uses, which stays with its data when the service goes. */
export const keptInstanceSchema = z.object({
  ref: instanceRefSchema,
  /** References of other services that use it. */
  usedBy: z.array(z.string()),
});

/** Middleware that a service uses, which stays with its data when the service goes. */
export type KeptInstance = z.infer<typeof keptInstanceSchema>;

/** All that is deleted with a service, and what is in the way of it. */
export const deletionPlanSchema = z.object({
  entityRef: z.string(),
  name: z.string(),
  /** Nothing is told to those who may not delete it. */
  items: z.array(deletionItemSchema),
  refusals: z.array(deletionRefusalSchema),
  /** References of entities that say they depend on it. */
  usedBy: z.array(z.string()),
  keeps: z.array(keptInstanceSchema),
});

/** All that is deleted with a service, and what is in the way of it. */
export type DeletionPlan = z.infer<typeof deletionPlanSchema>;
