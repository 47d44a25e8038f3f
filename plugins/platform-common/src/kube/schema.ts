import { z } from 'zod';
import { moment } from '../moment';

/** Why a cluster is not heard. */
export const silenceReasonSchema = z.enum([
  'refused',
  'broken-off',
  'no-answer',
  'no-route',
  'unknown-name',
  'not-ready',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-of-another',
  'certificate-untrusted',
  'authority-unreadable',
  /** The portal has no credential for it, or does not get it. */
  'no-credential',
  'credential-refused',
  /** It answers again, and what changed meanwhile is being read. */
  'catching-up',
  /** It answers, but not to every question. */
  'in-part',
  /** It answers, but has not said yet what the person may see there. */
  'rights-unknown',
]);

/** Why a cluster is not heard. */
export type SilenceReason = z.infer<typeof silenceReasonSchema>;

const notHeard = {
  /** In words of the portal's own, with all that is known. */
  because: z.string().min(1),
  /** What that comes to; missing where it is none of these. */
  reason: silenceReasonSchema.optional(),
};

/** How well a cluster is known. Its last state is kept and shown when it is `stale`. */
export const clusterKnowledgeSchema = z.discriminatedUnion('kind', [
  /** Nothing was heard yet. */
  z.object({ kind: z.literal('connecting'), since: moment }),
  z.object({
    kind: z.literal('live'),
    /** When the API server was last heard, a bookmark or a list included. */
    syncedAt: moment,
    /**
     * By how many minutes its clock is ahead of the portal's, negative when it is behind:
     * all that it dates is off by as much. Missing where the two agree.
     */
    clockMinutes: z.number().int().optional(),
  }),
  z.object({
    kind: z.literal('stale'),
    /** Since when what is shown may no longer be true. */
    since: moment,
    ...notHeard,
  }),
  /** Never heard, and it does not look as if it will be by itself. */
  z.object({
    kind: z.literal('unreachable'),
    since: moment,
    ...notHeard,
  }),
]);

/** How well a cluster is known. */
export type ClusterKnowledge = z.infer<typeof clusterKnowledgeSchema>;

/** A kind of object that the portal cannot read in a cluster, so that a view lacks it. */
export const unreadableKindSchema = z.object({
  /** As Kubernetes calls it, for example `Pod`. */
  kind: z.string().min(1),
  /**
   * `forbidden`: the portal's account may not list it there. `absent`: the cluster does not
   * serve it, though every cluster should. The cluster's own words are not passed on: they
   * name that account.
   */
  because: z.enum(['forbidden', 'absent']),
});

/** A kind of object that the portal cannot read in a cluster. */
export type UnreadableKind = z.infer<typeof unreadableKindSchema>;

/** A cluster beside what a view says of it. */
export const clusterSchema = z.object({
  name: z.string().min(1),
  title: z.string().optional(),
  knowledge: clusterKnowledgeSchema,
  /** Of the kinds that matter for the view; missing where all of them can be read. */
  unreadable: z.array(unreadableKindSchema).optional(),
});

/** A cluster beside what a view says of it. */
export type Cluster = z.infer<typeof clusterSchema>;

/** An object of a cluster. */
export const objectRefSchema = z.object({
  cluster: z.string().min(1),
  namespace: z.string().min(1),
  kind: z.string().min(1),
  name: z.string().min(1),
});

/** An object of a cluster. */
export type ObjectRef = z.infer<typeof objectRefSchema>;
