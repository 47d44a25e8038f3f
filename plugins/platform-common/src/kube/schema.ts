import { z } from 'zod';
import { moment } from '../moment';

/** How well a cluster is known. Its last state is kept and shown when it is `stale`. */
export const clusterKnowledgeSchema = z.discriminatedUnion('kind', [
  /** Nothing was heard yet. */
  z.object({ kind: z.literal('connecting'), since: moment }),
  z.object({
    kind: z.literal('live'),
    /** When the API server was last heard, a bookmark or a list included. */
    syncedAt: moment,
  }),
  z.object({
    kind: z.literal('stale'),
    /** Since when what is shown may no longer be true. */
    since: moment,
    because: z.string().min(1),
  }),
  /** Never heard, and it does not look as if it will be by itself. */
  z.object({
    kind: z.literal('unreachable'),
    since: moment,
    because: z.string().min(1),
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
