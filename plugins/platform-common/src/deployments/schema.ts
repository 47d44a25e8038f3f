import { z } from 'zod';
import { clusterSchema, objectRefSchema } from '../kube';
import { moment } from '../moment';
import { statuses } from '../status';
import { causeSchema } from './causes';
import { templateChangeSchema } from './template-changes';

/** Kinds of workload that a service may run as. */
export const workloadKindSchema = z.enum([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
]);

/** Kind of workload that a service may run as. */
export type WorkloadKind = z.infer<typeof workloadKindSchema>;

/** Where a workload is, and what it is called there. */
export const workloadRefSchema = objectRefSchema.extend({
  kind: workloadKindSchema,
});

/** Where a workload is, and what it is called there. */
export type WorkloadRef = z.infer<typeof workloadRefSchema>;

/** Replicas of a workload: how many there should be, and how far they are. */
export const replicaCountsSchema = z.object({
  desired: z.number().int().nonnegative(),
  current: z.number().int().nonnegative(),
  updated: z.number().int().nonnegative(),
  ready: z.number().int().nonnegative(),
  available: z.number().int().nonnegative(),
});

/** Replicas of a workload. */
export type ReplicaCounts = z.infer<typeof replicaCountsSchema>;

/** An image as a container names it, and as the node found it. */
export const imageSchema = z.object({
  container: z.string(),
  /** As the pod template names it, for example `shop/web:1.4.2`. */
  image: z.string(),
  /** `sha256:…`, where a running pod told it. */
  digest: z.string().optional(),
});

/** An image as a container names it. */
export type Image = z.infer<typeof imageSchema>;

/** One state that a workload's template was in. */
export const revisionSchema = z.object({
  /** Number of the revision; unique within the workload. */
  revision: z.number().int(),
  /** Name of the ReplicaSet or ControllerRevision. */
  name: z.string(),
  current: z.boolean(),
  createdAt: moment.optional(),
  /** Since when it is the current one, as far as the cluster tells. */
  currentSince: moment.optional(),
  /** Its label, with the tag of the image where that is another: `1.0.0 (1.1.0)`. */
  version: z.string().optional(),
  /** `kubernetes.io/change-cause`. */
  changeCause: z.string().optional(),
  /** How its template differs from the one before that is kept; missing for the first. */
  changes: z.array(templateChangeSchema).optional(),
  images: z.array(imageSchema),
  desired: z.number().int().nonnegative(),
  ready: z.number().int().nonnegative(),
  /** Whether a pod of it was ever ready; missing where the cluster does not tell. */
  everReady: z.boolean().optional(),
});

/** One state that a workload's template was in. */
export type Revision = z.infer<typeof revisionSchema>;

/** A pod as one wants to see it in a row. */
export const podSchema = z.object({
  name: z.string(),
  uid: z.string(),
  status: z.enum(statuses),
  /** What kubectl shows: `Running`, `CrashLoopBackOff`, `Init:0/1`, `Terminating`. */
  phase: z.string(),
  ready: z.boolean(),
  /** Containers that are ready, of how many. */
  readyContainers: z.number().int().nonnegative(),
  containers: z.array(z.string()),
  restarts: z.number().int().nonnegative(),
  lastRestartAt: moment.optional(),
  revision: z.number().int().optional(),
  node: z.string().optional(),
  ip: z.string().optional(),
  createdAt: moment.optional(),
  /** How its last process ended, where one has. */
  lastExit: z
    .object({
      container: z.string(),
      reason: z.string().optional(),
      exitCode: z.number().int(),
      signal: z.number().int().optional(),
      at: moment.optional(),
    })
    .optional(),
});

/** A pod as one wants to see it in a row. */
export type PodRow = z.infer<typeof podSchema>;

/**
 * Where a rollout is. `complete` tells that the newest template is everywhere, not that its
 * pods are ready: the status of the workload tells that.
 */
export const rolloutSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('complete') }),
  z.object({
    kind: z.literal('progressing'),
    /** When it counts as stuck unless it moves, by the clock of the cluster. */
    deadlineAt: moment.optional(),
    /** How long it may go without moving. */
    deadlineSeconds: z.number().int().nonnegative().optional(),
  }),
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('stuck'), since: moment.optional() }),
]);

/** Where a rollout is. */
export type Rollout = z.infer<typeof rolloutSchema>;

/** Who set a field last, by server-side field management. */
export const fieldOwnerSchema = z.object({
  field: z.enum(['replicas', 'image']),
  manager: z.string(),
  at: moment.optional(),
});

/** Who set a field last. */
export type FieldOwner = z.infer<typeof fieldOwnerSchema>;

/** One workload of a service, in one namespace of one cluster, with all that is around it. */
export const placementDetailSchema = z.object({
  /** `cluster/namespace/kind/name`. */
  id: z.string(),
  ref: workloadRefSchema,
  uid: z.string(),
  environment: z.string().optional(),
  status: z.enum(statuses),
  since: moment.optional(),
  causes: z.array(causeSchema),
  version: z.string().optional(),
  replicas: replicaCountsSchema,
  rollout: rolloutSchema,
  /** Newest first. */
  revisions: z.array(revisionSchema),
  pods: z.array(podSchema),
  conditions: z.array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
      since: moment.optional(),
    }),
  ),
  /** Newest first; of the workload and of what it owns. */
  events: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
      about: z.string(),
      count: z.number().int(),
      at: moment.optional(),
    }),
  ),
  autoscaler: z
    .object({
      name: z.string(),
      min: z.number().int(),
      max: z.number().int(),
      current: z.number().int(),
      desired: z.number().int(),
      /** It does nothing as long as the workload is to have no replica. */
      paused: z.boolean(),
      metrics: z.array(
        z.object({
          name: z.string(),
          current: z.string().optional(),
          target: z.string().optional(),
        }),
      ),
    })
    .optional(),
  budget: z
    .object({
      name: z.string(),
      /** As the object says it: `minAvailable 1`, `maxUnavailable 25%`. */
      rule: z.string(),
      allowedDisruptions: z.number().int(),
    })
    .optional(),
  addresses: z.array(
    z.object({
      kind: z.enum(['ingress', 'service']),
      name: z.string(),
      /** A URL where a browser can open it, else `host:port`. */
      address: z.string(),
      /** Other workloads that requests to it are sent to as well: some, and how many more. */
      others: z
        .object({
          workloads: z.array(z.string()),
          more: z.number().int().positive().optional(),
        })
        .optional(),
    }),
  ),
  owners: z.array(fieldOwnerSchema),
  /** What keeps it as git says, where something does: then git is where to change it. */
  managedBy: z.enum(['helm', 'argo-cd', 'flux']).optional(),
});

/** One workload of a service with all that is around it. */
export type PlacementDetail = z.infer<typeof placementDetailSchema>;

/** All that runs of one service. */
export const serviceDeploymentsSchema = z.object({
  /** Clusters that were looked at, the unreachable ones included. */
  clusters: z.array(clusterSchema),
  placements: z.record(z.string(), placementDetailSchema),
});

/** All that runs of one service. */
export type ServiceDeployments = z.infer<typeof serviceDeploymentsSchema>;
