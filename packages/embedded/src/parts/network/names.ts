import { isIPv4 } from 'node:net';

/** What a host name may mean inside the cluster. */
export type ClusterName =
  | {
      readonly kind: 'service';
      readonly namespace: string;
      readonly service: string;
      /** One pod behind a headless service, by its hostname. */
      readonly hostname?: string;
    }
  | { readonly kind: 'pod'; readonly address: string };

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const CLUSTER_DOMAIN = '.cluster.local';

/**
 * The meanings of a host name, most likely first, as a pod's resolver would try them
 * with the search list `<namespace>.svc.cluster.local svc.cluster.local cluster.local`.
 *
 * @param namespace - the caller's; without it a name that leaves its namespace out means nothing
 */
export function clusterNames(host: string, namespace?: string): ClusterName[] {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name.endsWith(CLUSTER_DOMAIN)) {
    return fullName(name.slice(0, -CLUSTER_DOMAIN.length));
  }
  const full = fullName(name);
  if (full.length > 0) return full;
  const searched = namespace ? [`${name}.${namespace}.svc`] : [];
  return [...searched, `${name}.svc`].flatMap(fullName);
}

/** Reads a name without its cluster domain, such as `web.shop.svc`. */
function fullName(name: string): ClusterName[] {
  const labels = name.split('.');
  if (!labels.every(label => LABEL.test(label))) return [];
  const kind = labels.pop();
  const [first, second, third] = labels;
  if (kind === 'svc' && labels.length === 2 && first && second) {
    return [{ kind: 'service', service: first, namespace: second }];
  }
  if (kind === 'svc' && labels.length === 3 && first && second && third) {
    return [
      { kind: 'service', hostname: first, service: second, namespace: third },
    ];
  }
  const address = first?.replaceAll('-', '.');
  if (kind === 'pod' && labels.length === 2 && address && isIPv4(address)) {
    return [{ kind: 'pod', address }];
  }
  return [];
}
