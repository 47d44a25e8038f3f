import { z } from 'zod';
import { clusterSchema } from '../kube';
import { moment } from '../moment';
import { statuses } from '../status';

/** Something to read in each of the portal's languages. */
export const wordsSchema = z.strictObject({
  en: z.string().min(1),
  zh: z.string().min(1),
});

/** Something to read in each of the portal's languages. */
export type Words = z.infer<typeof wordsSchema>;

/** A kind of object, as the API server's paths name it. */
export const resourceSchema = z.object({
  group: z.string().min(1),
  version: z.string().min(1),
  plural: z.string().min(1),
});

/** A kind of object, as the API server's paths name it. */
export type Resource = z.infer<typeof resourceSchema>;

/** What kinds of middleware there are. */
export const categories = [
  'database',
  'cache',
  'messaging',
  'storage',
  'search',
  'coordination',
  'other',
] as const;

/** What an operator can do for its instances. */
export const operations = [
  'backup',
  'restore',
  'expand-storage',
  'scale',
  'upgrade',
  'change-plan',
] as const;

/** Name of an item, as in addresses of pages. */
export const itemNameSchema = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'must be of lower-case letters, digits and dashes, and begin and end with a letter or digit',
  );

/** What stands in the way of ordering somewhere, or may. */
export const offerTroubleSchema = z.object({
  words: wordsSchema,
  /** What was told of it, as it was told. */
  message: z.string().optional(),
  since: moment.optional(),
  /** Whether nothing new can be ordered because of it. */
  closed: z.boolean(),
});

/** What stands in the way of ordering somewhere, or may. */
export type OfferTrouble = z.infer<typeof offerTroubleSchema>;

/** Where an item can be had. */
export const offerSchema = z.object({
  cluster: z.string().min(1),
  /**
   * What the cluster serves of it; missing where it serves none of the versions that the
   * portal knows, so that nothing can be ordered there.
   */
  version: z.string().optional(),
  /** What stands in the way there, or may. */
  trouble: offerTroubleSchema.optional(),
  /** When whoever stands behind it last told the cluster what there is. */
  toldAt: moment.optional(),
});

/** Something that can be ordered. */
export const itemSchema = z.object({
  name: itemNameSchema,
  title: z.string().min(1),
  summary: wordsSchema,
  /** What there is to say of it at length. */
  details: wordsSchema.optional(),
  /** Other words by which it is looked for. */
  tags: z.array(z.string()).optional(),
  category: z.enum(categories),
  /** Who stands behind it. */
  operator: z.object({ name: z.string().min(1), url: z.url().optional() }),
  /** As Kubernetes calls its instances, for example `Cluster`. */
  kind: z.string().min(1),
  operations: z.array(z.enum(operations)),
  /** What the company has to say of it. */
  note: wordsSchema.optional(),
  /** Why its instances cannot be backed up from the portal, and how data is kept instead. */
  unbacked: wordsSchema.optional(),
  /** Whether it is offered no longer; what runs of it stays. */
  withdrawn: z.boolean().optional(),
  /** Whether no API serves its instances: they are told by what they consist of. */
  composed: z.boolean().optional(),
  /** Empty where nobody has installed its operator. */
  offers: z.array(offerSchema),
});

/** Something that can be ordered. */
export type Item = z.infer<typeof itemSchema>;

/** What is said of the state of an instance, in the order in which it is looked for. */
export const sayingSchema = z.discriminatedUnion('kind', [
  /** It is being deleted, and waits for these finalizers. */
  z.object({
    kind: z.literal('deleting'),
    finalizers: z.array(z.string()),
    /** What stands in the way. */
    message: z.string().optional(),
  }),
  /** Its operator has said nothing of it yet. */
  z.object({ kind: z.literal('not-begun') }),
  /** What is wanted now was not looked at yet. */
  z.object({ kind: z.literal('outdated') }),
  /** Its operator's own word, in the reader's language where the portal has one. */
  z.object({
    kind: z.literal('phase'),
    phase: z.string(),
    words: wordsSchema.optional(),
    message: z.string().optional(),
  }),
  /** A condition decides. */
  z.object({
    kind: z.literal('condition'),
    type: z.string(),
    reason: z.string().optional(),
    message: z.string().optional(),
  }),
  /** Some of its members are not ready. */
  z.object({ kind: z.literal('members') }),
  z.object({ kind: z.literal('ready') }),
  /** Its status is in a shape that the portal does not know. */
  z.object({ kind: z.literal('unreadable') }),
]);

/** What is said of the state of an instance. */
export type Saying = z.infer<typeof sayingSchema>;

/** One instance of an item. */
export const instanceRefSchema = z.object({
  item: itemNameSchema,
  cluster: z.string().min(1),
  namespace: z.string().min(1),
  name: z.string().min(1),
});

/** One instance of an item. */
export type InstanceRef = z.infer<typeof instanceRefSchema>;

/** That an instance is to be deleted once its grace time has passed. */
export const pendingDeletionSchema = z.object({
  /** Of the instance that is meant. */
  uid: z.string().min(1),
  at: moment,
  /** Reference of who asked for it. */
  by: z.string().min(1),
});

/** That an instance is to be deleted once its grace time has passed. */
export type PendingDeletion = z.infer<typeof pendingDeletionSchema>;

/** An instance, as a row shows it. */
export const instanceSchema = z.object({
  ref: instanceRefSchema,
  environment: z.string().optional(),
  tenant: z.string().optional(),
  status: z.enum(statuses),
  since: moment.optional(),
  saying: sayingSchema,
  members: z
    .object({
      ready: z.number().int().min(0),
      wanted: z.number().int().min(0),
    })
    .optional(),
  createdAt: moment.optional(),
  /** Missing where nobody asked for it through the portal, or it was undone. */
  deletion: pendingDeletionSchema.optional(),
  /** Whether it was made by hand, so that it is only looked at until it is taken over. */
  byHand: z.boolean().optional(),
});

/** An instance, as a row shows it. */
export type Instance = z.infer<typeof instanceSchema>;

/** What can be had and what runs of it, as far as a person may see. */
export const marketplaceSchema = z.object({
  clusters: z.array(clusterSchema),
  /** Clusters of which it is not known yet what can be had there. */
  pending: z.array(z.string()),
  /** By name. */
  items: z.record(z.string(), itemSchema),
  /** By `item/cluster/namespace/name`. */
  instances: z.record(z.string(), instanceSchema),
});

/** What can be had and what runs of it. */
export type Marketplace = z.infer<typeof marketplaceSchema>;

/** Where clients of an instance connect to. */
export const endpointSchema = z.object({
  title: wordsSchema,
  host: z.string().min(1),
  port: z.number().int().min(1).max(65535).optional(),
  /** Whether its Service is there; missing where that is not known. */
  exists: z.boolean().optional(),
});

/** Where the credentials of an instance are; the portal never reads them. */
export const credentialsSchema = z.object({
  title: wordsSchema,
  secret: z.string().min(1),
  keys: z.array(z.string()),
  /** Those that services usually want; all of them unless told. */
  proposed: z.array(z.string()).optional(),
  /** Whether the Secret is there; missing where that is not known. */
  exists: z.boolean().optional(),
  /** How new ones come in their place; missing where that is not known. */
  rotation: z
    .discriminatedUnion('by', [
      /** The operator makes them when asked, where the Secret is its own. */
      z.object({ by: z.literal('operator') }),
      /** Nobody makes them when asked; what to do instead. */
      z.object({ by: z.literal('hand'), words: wordsSchema }),
    ])
    .optional(),
  /** The object by which they were asked for, where they are asked for. */
  grant: z
    .object({
      name: z.string().min(1),
      uid: z.string(),
      status: z.enum(statuses),
      saying: sayingSchema,
    })
    .optional(),
});

/** A pod of an instance. */
export const memberSchema = z.object({
  name: z.string(),
  phase: z.string().optional(),
  ready: z.boolean(),
  restarts: z.number().int().min(0),
  node: z.string().optional(),
  startedAt: moment.optional(),
});

/** A volume of an instance. */
export const volumeSchema = z.object({
  name: z.string(),
  phase: z.string().optional(),
  /** As asked for, and as there is. */
  requested: z.string().optional(),
  capacity: z.string().optional(),
  storageClass: z.string().optional(),
});

/** Something that Kubernetes or the operator told of an instance. */
export const happeningSchema = z.object({
  /** Kind and name of what it is about. */
  about: z.string(),
  type: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  count: z.number().int().min(1),
  at: moment.optional(),
});

/** A condition, as an operator sets it. */
export const instanceConditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  since: moment.optional(),
});

/** An instance with all that is known of it. */
export const instanceDetailSchema = instanceSchema.extend({
  apiVersion: z.string(),
  kind: z.string(),
  uid: z.string(),
  /** What is wanted of it in the fields that are asked of whoever orders, as YAML. */
  wanted: z.string(),
  endpoints: z.array(endpointSchema),
  credentials: z.array(credentialsSchema),
  /** Whether credentials are had only by asking for them. */
  grants: z.boolean().optional(),
  /** Why it asks for no credentials, and what that means, where it asks for none. */
  open: wordsSchema.optional(),
  /** The Secret with its address that a binding makes, where it asks for no credentials. */
  address: credentialsSchema
    .pick({ title: true, secret: true, keys: true })
    .optional(),
  conditions: z.array(instanceConditionSchema),
  pods: z.array(memberSchema),
  volumes: z.array(volumeSchema),
  /** Newest first. */
  events: z.array(happeningSchema),
});

/** An instance with all that is known of it. */
export type InstanceDetail = z.infer<typeof instanceDetailSchema>;
