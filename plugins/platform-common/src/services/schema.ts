import { z } from 'zod';
import {
  causeSchema,
  replicaCountsSchema,
  workloadRefSchema,
} from '../deployments';
import { clusterSchema } from '../kube';
import { moment } from '../moment';
import { statuses } from '../status';

/** What was changed of a workload. */
export const placementChangeSchema = z.object({
  kind: z.enum([
    'version',
    /** Back to a template that was left before, whatever it is of. */
    'roll-back',
    /** Another image, that is called the same version. */
    'image',
    'restart',
    /** Anything else of the template of its pods. */
    'configuration',
    'replicas',
    /** Something of the workload, replicas or labels, whose pods stay as they are. */
    'settings',
  ]),
});

/** One workload of a service, as a row shows it. */
export const placementSchema = z.object({
  ref: workloadRefSchema,
  environment: z.string().optional(),
  tenant: z.string().optional(),
  version: z.string().optional(),
  image: z.string().optional(),
  replicas: replicaCountsSchema.pick({ desired: true, ready: true }).extend({
    /** Ready ones of earlier revisions; `ready` has only those of the wanted one then. */
    earlier: z.number().int().positive().optional(),
    /** Those of the wanted revision, ready or not, while a rollout is on its way. */
    updated: z.number().int().nonnegative().optional(),
  }),
  status: z.enum(statuses),
  since: moment.optional(),
  cause: causeSchema.optional(),
  /** When it was last changed: the newest revision, or what was set since. */
  changedAt: moment.optional(),
  /** What was changed then; missing where nothing is known of the time before. */
  change: placementChangeSchema.optional(),
});

/** One workload of a service, as a row shows it. */
export type Placement = z.infer<typeof placementSchema>;

/** A service and what runs of it. */
export const serviceRowSchema = z.object({
  /** In the catalog; missing for a workload that the catalog does not know. */
  entityRef: z.string().optional(),
  name: z.string(),
  title: z.string().optional(),
  type: z.string().optional(),
  /**
   * Reference of the group that owns it. What the catalog does not know is of the group
   * whose tenant its namespace belongs to.
   */
  owner: z.string().optional(),
  /** Reference of the system that it belongs to. */
  application: z.string().optional(),
  /** The worst of its placements; `unknown` when nothing of it runs anywhere. */
  status: z.enum(statuses),
  since: moment.optional(),
  /** By `cluster/namespace/kind/name`. */
  placements: z.record(z.string(), placementSchema),
  /** Whether its label selector is not understood, so that nothing of it is found. */
  selectorUnclear: z.literal(true).optional(),
});

/** A service and what runs of it. */
export type ServiceRow = z.infer<typeof serviceRowSchema>;

/** An application: a system of the catalog. */
export const applicationSchema = z.object({
  entityRef: z.string(),
  name: z.string(),
  title: z.string().optional(),
  owner: z.string().optional(),
});

/** An application: a system of the catalog. */
export type Application = z.infer<typeof applicationSchema>;

/** All services and applications that a person may see. */
export const servicesSchema = z.object({
  /**
   * Whether the person sees all there is, as platform engineers do; then what runs in
   * namespaces of no tenant is there too.
   */
  seesAll: z.boolean().optional(),
  clusters: z.array(clusterSchema),
  /** By entity reference, or `cluster/namespace/kind/name` for what the catalog lacks. */
  services: z.record(z.string(), serviceRowSchema),
  /** By entity reference. */
  applications: z.record(z.string(), applicationSchema),
});

/** All services and applications that a person may see. */
export type Services = z.infer<typeof servicesSchema>;
