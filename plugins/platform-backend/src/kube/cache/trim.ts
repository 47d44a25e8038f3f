import type { Event } from 'kubernetes-types/core/v1';
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
 * an annotation, the names of its kind, which lists leave out as well, and of an event who
 * told it. There are more events than all else.
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
    : { ...(kind === 'events' ? withoutTeller(rest) : rest), metadata: slim };
}

function withoutTeller({
  source: _,
  reportingComponent: __,
  reportingInstance: ___,
  involvedObject,
  ...kept
}: Partial<Event>) {
  const { apiVersion, resourceVersion, ...about } = involvedObject ?? {};
  return { ...kept, ...(involvedObject && { involvedObject: about }) };
}

function withoutCopy(annotations: Record<string, string>) {
  const { [LAST_APPLIED]: _, ...kept } = annotations;
  return kept;
}
