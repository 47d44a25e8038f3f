import { kubeKinds, type KubeKindName } from '@pilothouse/plugin-platform-node';

const rbac = '/apis/rbac.authorization.k8s.io/v1';

/**
 * What a chart may consist of, besides what belongs to the whole cluster; the order in which
 * it is removed: what others come back from goes first.
 */
export const chartKinds = [
  'horizontalpodautoscalers',
  'cronjobs',
  'deployments',
  'statefulsets',
  'daemonsets',
  'jobs',
  'ingresses',
  'networkpolicies',
  'poddisruptionbudgets',
  'services',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
  'serviceaccounts',
] as const;

/** Plural name of a kind that a chart may have. */
export type ChartKind = (typeof chartKinds)[number];

/** Group of each of {@link chartKinds}, as Roles name it; empty for the core group. */
export function groupOf(kind: ChartKind): string {
  return kind === 'networkpolicies'
    ? 'networking.k8s.io'
    : kubeKinds[kind].group;
}

/** Name of a kind as manifests have it. */
export function kindNameOf(kind: ChartKind): string {
  return kind === 'networkpolicies' ? 'NetworkPolicy' : kubeKinds[kind].kind;
}

/** Path of a kind in a namespace, or of one object of it. */
export function pathOf(
  kind: ChartKind | 'roles' | 'rolebindings',
  namespace: string,
  name?: string,
): string {
  const list = `${rootOf(kind)}/namespaces/${encodeURIComponent(
    namespace,
  )}/${kind}`;
  return name === undefined ? list : `${list}/${encodeURIComponent(name)}`;
}

function rootOf(kind: ChartKind | 'roles' | 'rolebindings'): string {
  if (kind === 'roles' || kind === 'rolebindings') return rbac;
  if (kind === 'networkpolicies') return '/apis/networking.k8s.io/v1';
  const { group, version } = kubeKinds[kind satisfies KubeKindName];
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}
