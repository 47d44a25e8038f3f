import { createHash } from 'node:crypto';
import {
  ownedByReference,
  type Meta,
} from '../../middleware/operator/objects.ts';
import {
  CLUSTER_LABEL,
  resources,
  type Kafka,
  type NodePool,
  type Volume,
} from './model.ts';

export type Labels = Readonly<Record<string, string>>;

/** Name of an object, which the API server has given it. */
export const nameOf = ({ metadata }: { readonly metadata?: Meta }) =>
  metadata?.name ?? '';

/** Labels of everything that makes up a Kafka. */
export function labelsOf(kafka: Kafka): Labels {
  const name = nameOf(kafka);
  return {
    'app.kubernetes.io/name': 'kafka',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'strimzi-cluster-operator',
    'app.kubernetes.io/part-of': `strimzi-${name}`,
    [CLUSTER_LABEL]: name,
    'strimzi.io/kind': 'Kafka',
    'strimzi.io/name': `${name}-kafka`,
  };
}

/** Metadata of an object that a Kafka consists of. */
export function metadataOf(kafka: Kafka, name: string): Meta {
  return {
    name,
    namespace: kafka.metadata?.namespace,
    labels: labelsOf(kafka),
    ownerReferences: [ownedByReference(resources.kafkas, kafka)],
  };
}

/** Name of the Secret by which nodes know each other. */
export function nodeSecretName(kafka: Kafka): string {
  return `${nameOf(kafka)}-cluster-operator-account`;
}

/**
 * Id of a Kafka, as its nodes have it on their disks. It follows from the Kafka's name, so that
 * one that is made anew over the disks of an earlier one goes on with them.
 */
export function clusterIdOf({ metadata }: Kafka): string {
  const bytes = createHash('sha256')
    .update(`${metadata?.namespace}/${metadata?.name}`)
    .digest()
    .subarray(0, 16);
  // One that begins with a dash would be taken for an option.
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return bytes.toString('base64url');
}

/** The disks of each node. */
export function volumesOf({ spec }: NodePool): readonly Volume[] {
  const { storage } = spec;
  return storage.type === 'jbod' ? storage.volumes ?? [] : [storage];
}

/** Name of the claim template of a disk. */
export function volumeName({ id }: Volume, { spec }: NodePool): string {
  return spec.storage.type === 'jbod' ? `data-${id ?? 0}` : 'data';
}
