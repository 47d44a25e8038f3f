import type { Event } from 'kubernetes-types/core/v1';
import type { EndpointSlice } from 'kubernetes-types/discovery/v1';
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

/** Kinds whose field owners are shown, or tell when one was written. */
const owned: ReadonlySet<KeptKind> = new Set<KubeKindName>([
  'controllerrevisions',
  'daemonsets',
  'deployments',
  'statefulsets',
]);

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * An object without what nobody reads: who owns each of its fields (of a custom resource it
 * stays when its `spec` was last written), a second copy of it in an annotation, and the names
 * of its kind, which lists leave out as well. Of events, of which there are more than of all
 * else, and of endpoint slices, which say again what their pods say, no more is kept than views
 * read. Of definitions of kinds the schemas are left out, which make them large.
 */
export function trim(kind: KeptKind, object: KubeObject): KubeObject {
  if (kind === 'events') return eventOf(object);
  if (kind === 'endpointslices') return sliceOf(object);
  const { apiVersion: _, kind: __, metadata = {}, ...rest } = object;
  const { managedFields, annotations, ...kept } = metadata;
  const slim = {
    ...kept,
    ...(annotations && { annotations: withoutCopy(annotations) }),
    ...(managedFields && owned.has(kind) && { managedFields }),
    ...(isCustom(kind) && writtenAt(managedFields)),
  };
  if (kinds.get(kind)?.metadataOnly) return { metadata: slim };
  return {
    ...(kind === definitions ? withoutSchemas(rest) : rest),
    metadata: slim,
  };
}

function isCustom(kind: KeptKind): boolean {
  return !kinds.has(kind) && kind !== definitions;
}

/** When the `spec` of an object was last written, by whomever: of who set what that alone is read. */
function writtenAt(
  all: NonNullable<KubeObject['metadata']>['managedFields'] = [],
) {
  const [newest] = all
    .filter(({ fieldsV1 }) => Reflect.has(Object(fieldsV1), 'f:spec'))
    .flatMap(({ time }) => time ?? [])
    .sort()
    .reverse();
  return newest === undefined ? {} : { managedFields: [{ time: newest }] };
}

function withoutSchemas({ spec }: Pick<CustomDefinition, 'spec'>) {
  const { group, scope, names, versions = [] } = spec ?? {};
  return {
    spec: {
      group,
      scope,
      names,
      versions: versions.map(({ name, served, subresources }) => ({
        name,
        served,
        ...(subresources?.status && { subresources: { status: {} } }),
      })),
    },
  };
}

/** What an API server that keeps to its schema tells; any of it may be missing. */
type Told<T> = Partial<Omit<T, keyof KubeObject>>;

/** By which an object is known, and found. */
function identityOf({ metadata = {} }: KubeObject) {
  const { name, namespace, uid, resourceVersion, labels } = metadata;
  return { name, namespace, uid, resourceVersion, labels };
}

function eventOf(told: KubeObject & Told<Event>): KubeObject {
  const { metadata, involvedObject, series } = told;
  const { type, reason, message, count } = told;
  const { firstTimestamp, lastTimestamp, eventTime } = told;
  const { creationTimestamp } = metadata ?? {};
  const isDated = firstTimestamp || eventTime;
  // The name of an event is hardly ever given again: it tells it from others by itself.
  const { uid: _, ...identity } = identityOf(told);
  return withoutNothing({
    metadata: {
      ...identity,
      ...(!isDated && { creationTimestamp }),
    },
    involvedObject: involvedObject && {
      kind: involvedObject.kind,
      namespace: involvedObject.namespace,
      name: involvedObject.name,
      uid: involvedObject.uid,
      fieldPath: involvedObject.fieldPath,
    },
    type,
    reason,
    message,
    count,
    series,
    firstTimestamp,
    lastTimestamp,
    eventTime,
  });
}

function sliceOf(told: KubeObject & Told<EndpointSlice>): KubeObject {
  const { endpoints, ports } = told;
  return withoutNothing({
    metadata: identityOf(told),
    endpoints: endpoints?.map(({ conditions, targetRef }) => ({
      conditions: conditions && { ready: conditions.ready },
      targetRef: targetRef && {
        kind: targetRef.kind,
        name: targetRef.name,
        uid: targetRef.uid,
      },
    })),
    ports,
  });
}

/** Without properties that the API server leaves empty. */
function withoutNothing(kept: object): KubeObject {
  return Object.fromEntries(
    Object.entries(kept).filter(([, value]) => value !== null),
  );
}

function withoutCopy(annotations: Record<string, string>) {
  const { [LAST_APPLIED]: _, ...kept } = annotations;
  return kept;
}
