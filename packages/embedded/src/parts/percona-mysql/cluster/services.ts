import type { Service } from '../../../middleware/operator/objects.ts';
import { labelsOf, owned, serverName, type Cluster } from '../model.ts';

/** Port on which MySQL answers. */
export const MYSQL_PORT = 3306;

/** Label of the pod that is written to. */
export const ofPrimary = { 'mysql.percona.com/primary': 'true' };

/** The Services of a cluster. All of them lead to the one server. */
export function services(cluster: Cluster): Service[] {
  const { spec } = cluster;
  const name = serverName(cluster);
  const service = (
    called: string,
    more: Service['spec'],
    ports: Readonly<Record<string, number>> = { mysql: MYSQL_PORT },
  ): Service => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: owned(cluster, called),
    spec: {
      type: 'ClusterIP',
      selector: labelsOf(cluster),
      ports: Object.entries(ports).map(([port, number]) => ({
        name: port,
        port: number,
        targetPort: MYSQL_PORT,
      })),
      ...more,
    },
  });
  const headless = { clusterIP: 'None' };
  const base = cluster.metadata?.name;
  return [
    service(name, { ...headless, publishNotReadyAddresses: true }),
    service(`${name}-unready`, { ...headless, publishNotReadyAddresses: true }),
    service(`${name}-proxy`, headless),
    ...(spec.mysql.exposePrimary?.enabled
      ? [
          service(`${name}-primary`, {
            selector: { ...labelsOf(cluster), ...ofPrimary },
          }),
        ]
      : []),
    ...(spec.proxy?.haproxy?.enabled
      ? [
          service(
            `${base}-haproxy`,
            {},
            { mysql: MYSQL_PORT, 'mysql-replicas': 3307 },
          ),
        ]
      : []),
    ...(spec.proxy?.router?.enabled
      ? [
          service(
            `${base}-router`,
            {},
            { 'rw-default': MYSQL_PORT, 'read-write': 6446, 'read-only': 6447 },
          ),
        ]
      : []),
  ];
}

/** Host by which clients reach a cluster. */
export function hostOf({ metadata, spec }: Cluster): string {
  const { haproxy, router } = spec.proxy ?? {};
  const end =
    (router?.enabled && 'router') || (haproxy?.enabled && 'haproxy') || 'mysql';
  return `${metadata?.name}-${end}.${metadata?.namespace}`;
}
