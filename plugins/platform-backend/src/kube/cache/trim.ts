import {
  kubeKinds,
  type KubeKindName,
  type KubeObject,
} from '@pilothouse/plugin-platform-node';

/** Kinds whose field owners are shown. */
const owned: ReadonlySet<KubeKindName> = new Set<KubeKindName>([
  'daemonsets',
  'deployments',
  'statefulsets',
]);

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * An object without what nobody reads: who owns each of its fields, a second copy of it in
 * an annotation, and the names of its kind, which lists leave out as well.
 */
export function trim(kind: KubeKindName, object: KubeObject): KubeObject {
  const { apiVersion: _, kind: __, metadata = {}, ...rest } = object;
  const { managedFields, annotations, ...kept } = metadata;
  const slim = {
    ...kept,
    ...(annotations && { annotations: withoutCopy(annotations) }),
    ...(managedFields && owned.has(kind) && { managedFields }),
  };
  return kubeKinds[kind].metadataOnly
    ? { metadata: slim }
    : { ...rest, metadata: slim };
}

function withoutCopy(annotations: Record<string, string>) {
  const { [LAST_APPLIED]: _, ...kept } = annotations;
  return kept;
}
