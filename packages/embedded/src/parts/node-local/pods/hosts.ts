import type { Pod } from './pod.ts';
import type { Service } from './service-environment.ts';

/** A pod of this node with the address that its processes bind. */
export interface PlacedPod {
  readonly pod: Pod;
  readonly address: string;
  readonly ready: boolean;
}

const DOMAIN = 'svc.cluster.local';

/**
 * Hosts file of a pod, which stands in for cluster DNS: services by their cluster address,
 * headless ones by the addresses of their pods on this node, pods of a StatefulSet by name.
 */
export function hostsFile(
  own: PlacedPod,
  services: readonly Service[],
  pods: readonly PlacedPod[],
): string {
  const namespace = own.pod.metadata?.namespace ?? '';
  const lines = [
    '127.0.0.1 localhost',
    '::1 localhost ip6-localhost',
    `${own.address} ${hostName(own.pod)}`,
    ...(own.pod.spec?.hostAliases ?? []).map(
      alias => `${alias.ip} ${(alias.hostnames ?? []).join(' ')}`,
    ),
  ];
  for (const service of services) {
    const names = namesOf(service, namespace);
    for (const address of addressesOf(service, pods)) {
      lines.push(`${address} ${names.join(' ')}`);
    }
  }
  lines.push(...pods.flatMap(placed => memberLines(placed, namespace)));
  return `${lines.join('\n')}\n`;
}

function hostName(pod: Pod): string {
  return pod.spec?.hostname ?? pod.metadata?.name ?? '';
}

function namesOf(service: Service, namespace: string): string[] {
  const { name = '', namespace: home = '' } = service.metadata ?? {};
  const names = [
    `${name}.${home}`,
    `${name}.${home}.svc`,
    `${name}.${home}.${DOMAIN}`,
  ];
  return home === namespace ? [name, ...names] : names;
}

function addressesOf(
  service: Service,
  pods: readonly PlacedPod[],
): readonly string[] {
  const { clusterIP, selector } = service.spec ?? {};
  if (clusterIP && clusterIP !== 'None') {
    return [clusterIP];
  }
  const home = service.metadata?.namespace;
  const entries = Object.entries(selector ?? {});
  const early = service.spec?.publishNotReadyAddresses;
  return entries.length === 0
    ? []
    : pods
        .filter(
          ({ pod, ready }) =>
            pod.metadata?.namespace === home && (ready || early),
        )
        .filter(({ pod }) =>
          entries.every(
            ([key, value]) => pod.metadata?.labels?.[key] === value,
          ),
        )
        .map(({ address }) => address);
}

function memberLines({ pod, address }: PlacedPod, namespace: string): string[] {
  const { hostname, subdomain } = pod.spec ?? {};
  const home = pod.metadata?.namespace ?? '';
  if (!hostname || !subdomain) {
    return [];
  }
  const short = `${hostname}.${subdomain}`;
  const full = `${short}.${home}.svc ${short}.${home}.${DOMAIN} ${short}.${home}`;
  return [`${address} ${home === namespace ? `${short} ` : ''}${full}`];
}
