import type { Event } from 'kubernetes-types/core/v1';
import {
  customKindName,
  definitionsKind,
  kubeKinds,
  type CustomDefinition,
  type CustomKindName,
  type KubeKind,
  type KubeKindName,
  type KubeObject,
} from '@pilothouse/plugin-platform-node';

/** Name of a kind that is kept: one of the portal's own, or one that a definition adds. */
export type KeptKind = KubeKindName | CustomKindName;

const kinds: ReadonlyMap<string, KubeKind> = new Map(Object.entries(kubeKinds));
const definitions = customKindName(definitionsKind);

/** Kinds whose field owners are shown. */
const owned: ReadonlySet<KeptKind> = new Set<KubeKindName>([
  'daemonsets',
  'deployments',
  'statefulsets',
]);

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * An object without what nobody reads: who owns each of its fields, a second copy of it in
 * an annotation, the names of its kind, which lists leave out as well, and of an event who
 * told it. There are more events than all else. Of definitions of kinds the schemas are left
 * out, which make them large.
 */
export function trim(kind: KeptKind, object: KubeObject): KubeObject {
  const { apiVersion: _, kind: __, metadata = {}, ...rest } = object;
  const { managedFields, annotations, ...kept } = metadata;
  const slim = {
    ...kept,
    ...(annotations && { annotations: withoutCopy(annotations) }),
    ...(managedFields && owned.has(kind) && { managedFields }),
  };
  return kinds.get(kind)?.metadataOnly
    ? { metadata: slim }
    : { ...keptOf(kind, rest), metadata: slim };
}

function keptOf(kind: KeptKind, rest: object): object {
  switch (kind) {
    case 'events':
      return withoutTeller(rest);
    case definitions:
      return withoutSchemas(rest);
    default:
      return rest;
  }
}

function withoutSchemas({ spec }: Pick<CustomDefinition, 'spec'>) {
  const { group, scope, names, versions = [] } = spec ?? {};
  return {
    spec: {
      group,
      scope,
      names,
      versions: versions.map(({ name, served }) => ({ name, served })),
    },
  };
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
