import type { Entity } from '@backstage/catalog-model';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { z } from 'zod';

/** What a replica is started with. */
export interface ReplicaSettings {
  readonly cluster: ClusterDetails;
  readonly credential: KubernetesCredential;
  readonly entities: readonly Entity[];
}

/** What a replica says when it answers. */
export const replicaReadySchema = z.object({ port: z.number() });

/** What a replica says when it answers. */
export type ReplicaReady = z.infer<typeof replicaReadySchema>;
