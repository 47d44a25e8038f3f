import type { ObjectToFetch } from '@backstage/plugin-kubernetes-node';
import { kubeKinds, type KubeKindName } from '@pilothouse/plugin-platform-node';

/** What the stock plugin is to show, by where it comes from. */
export interface ObjectTypes {
  readonly cached: readonly {
    readonly kind: KubeKindName;
    readonly type: ObjectToFetch['objectType'];
  }[];
  /** What the cache does not hold as the stock plugin shows it. */
  readonly fetched: ReadonlySet<ObjectToFetch>;
}

/**
 * Of Secrets the cache does not even have the names of their keys, which stock shows, and of
 * events and endpoint slices no more than the portal's own views read.
 */
const inPart: ReadonlySet<KubeKindName> = new Set<KubeKindName>([
  'endpointslices',
  'events',
  'secrets',
]);

const isKind = (name: string): name is KubeKindName =>
  Object.hasOwn(kubeKinds, name);

/** Tells what the cache holds of the types that are to be shown. */
export function objectTypes(wanted: readonly ObjectToFetch[]): ObjectTypes {
  const cached: { kind: KubeKindName; type: ObjectToFetch['objectType'] }[] =
    [];
  const fetched = new Set<ObjectToFetch>();
  for (const one of wanted) {
    const { plural, group, apiVersion, objectType: type } = one;
    const served = isKind(plural) ? kubeKinds[plural] : undefined;
    if (
      isKind(plural) &&
      served?.group === group &&
      served.version === apiVersion &&
      !inPart.has(plural)
    ) {
      cached.push({ kind: plural, type });
    } else {
      fetched.add(one);
    }
  }
  return { cached, fetched };
}
