import { z } from 'zod';
import { moment } from '../moment';

/** Where something is wrong: a pod and, mostly, one of its containers. */
const place = {
  pod: z.string().optional(),
  container: z.string().optional(),
};

/** Bounds of LimitRanges that pods do not keep, in the API server's own quantities. */
export const brokenLimitsSchema = z.object({
  broken: z.array(
    z.object({
      bound: z.enum(['max', 'min', 'ratio']),
      resource: z.string(),
      /** What is bounded: a `Container`, a `Pod` or a `PersistentVolumeClaim`. */
      per: z.string(),
      limited: z.string(),
      /** What of the resource is out of bounds, or not named at all. */
      part: z.enum(['request', 'limit']),
      /** What was asked for; missing where it is not named. */
      asked: z.string().optional(),
    }),
  ),
});

/** What a quota counts and is short of, in the API server's own quantities. */
export const quotaShortageSchema = z.object({
  quota: z.string().optional(),
  resources: z.array(
    z.object({
      resource: z.string(),
      requested: z.string().optional(),
      used: z.string().optional(),
      limited: z.string().optional(),
    }),
  ),
  /** The quota wants these resources to be named, and the containers do not name them. */
  unspecified: z.boolean().optional(),
});

/** What a quota counts and is short of. */
export type QuotaShortage = z.infer<typeof quotaShortageSchema>;

/**
 * Why something is not as it should be. Each kind has the facts that a sentence about it
 * needs; the sentence itself is the page's.
 */
export const causeFactsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('image-pull'),
    ...place,
    image: z.string(),
    /** What the registry or the runtime said. */
    said: z.string().optional(),
  }),
  z.object({
    kind: z.literal('crash-loop'),
    ...place,
    exitCode: z.number().int().optional(),
    /** Signal number that ended the process. */
    signal: z.number().int().optional(),
    restarts: z.number().int().nonnegative(),
    /** What the container left as its termination message, which may be its last lines. */
    lastWords: z.string().optional(),
  }),
  z.object({
    kind: z.literal('out-of-memory'),
    ...place,
    /** Limit of the container in bytes, where it has one. */
    limitBytes: z.number().int().nonnegative().optional(),
    restarts: z.number().int().nonnegative(),
  }),
  z.object({
    kind: z.literal('probe-failing'),
    ...place,
    probe: z.enum(['startup', 'readiness', 'liveness']),
    answer: z.string().optional(),
  }),
  z.object({ kind: z.literal('not-ready'), ...place }),
  z.object({
    kind: z.literal('unschedulable'),
    ...place,
    /** What the scheduler said, reason by reason with the number of nodes. */
    reasons: z.array(
      z.object({ nodes: z.number().int().optional(), reason: z.string() }),
    ),
    /** Labels that the pod wants of a node: `disk=ssd`, `zone In a, b`. */
    wishes: z.array(z.string()).optional(),
  }),
  quotaShortageSchema.extend({
    kind: z.literal('quota-exceeded'),
    /** It refused pods and would do so no longer: they are tried again by themselves. */
    lifted: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('admission-refused'),
    webhook: z.string().optional(),
    /** Name of the admission policy, or the Pod Security standard, that refused. */
    policy: z.string().optional(),
    said: z.string(),
  }),
  brokenLimitsSchema.extend({ kind: z.literal('limit-range') }),
  z.object({
    kind: z.literal('missing-object'),
    ...place,
    object: z.enum([
      'ConfigMap',
      'Secret',
      'PersistentVolumeClaim',
      'ServiceAccount',
      'PriorityClass',
      'RuntimeClass',
    ]),
    name: z.string(),
    /** The key that the object lacks, where the object itself is there. */
    key: z.string().optional(),
    /** The volume that needs the key, where one does. */
    volume: z.string().optional(),
    /** It exists by now, and Kubernetes has not tried again yet. */
    exists: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('volume-pending'),
    ...place,
    claim: z.string(),
    said: z.string().optional(),
  }),
  z.object({
    kind: z.literal('deadline-exceeded'),
    /** Seconds that the rollout may take without progress. */
    deadlineSeconds: z.number().int().optional(),
  }),
  z.object({
    kind: z.literal('node-gone'),
    ...place,
    node: z.string(),
    said: z.string().optional(),
  }),
  z.object({
    kind: z.literal('stuck-terminating'),
    ...place,
    finalizers: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('autoscaler-blind'),
    autoscaler: z.string(),
    /** Whether it looks at something else than CPU and memory. */
    custom: z.boolean().optional(),
    said: z.string().optional(),
  }),
  z.object({
    kind: z.literal('disruption-blocked'),
    budget: z.string(),
    /** Healthy pods now and at least. */
    healthy: z.number().int().optional(),
    wanted: z.number().int().optional(),
    /**
     * What would let a pod go, where it is not that more of them are ready: `leeway`, as the
     * budget lets none go however many there are, `replicas`, as it needs all there are, or
     * `count`, as Kubernetes has not counted its pods.
     */
    lacks: z.enum(['leeway', 'replicas', 'count']).optional(),
  }),
  z.object({
    kind: z.literal('service-overlap'),
    /** The workload's Service that sends traffic to pods of others as well. */
    service: z.string(),
    /** Names of the first of these others. */
    workloads: z.array(z.string()),
    /** How many more there are. */
    more: z.number().int().positive().optional(),
    /** It sends none to the workload itself, whose pods its selector does not fit. */
    only: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('overlapping-selectors'),
    /** The first of the workloads with which it is so, with their kinds: `Deployment web`. */
    workloads: z.array(z.string()),
    /** How many more there are. */
    more: z.number().int().positive().optional(),
  }),
  z.object({ kind: z.literal('no-endpoints'), service: z.string() }),
  z.object({
    kind: z.literal('create-failed'),
    ...place,
    said: z.string(),
  }),
  z.object({
    kind: z.literal('evicted'),
    ...place,
    said: z.string().optional(),
  }),
  z.object({
    kind: z.literal('exited'),
    ...place,
    exitCode: z.number().int().optional(),
    signal: z.number().int().optional(),
    lastWords: z.string().optional(),
  }),
]);

/** The facts of a cause. */
export type CauseFacts = z.infer<typeof causeFactsSchema>;

/** A cause with its weight and its evidence. */
export const causeSchema = z.object({
  /** `failed`: it keeps the workload from its work; `degraded`: it does not, yet. */
  severity: z.enum(['degraded', 'failed']),
  since: moment.optional(),
  /** How many pods it holds for. */
  pods: z.number().int().nonnegative(),
  facts: causeFactsSchema,
  /** What Kubernetes said, word by word. */
  raw: z.string().optional(),
});

/** A cause with its weight and its evidence. */
export type Cause = z.infer<typeof causeSchema>;
