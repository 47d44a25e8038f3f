import { createHash } from 'node:crypto';
import {
  bytesOf,
  type Meta,
  type Secret,
  type StatefulSet,
} from '../../../middleware/operator/objects.ts';
import { referenceOf } from '../../../middleware/image/middleware-image.ts';
import { mariadbImage, MYSQL_ID } from '../image/mariadb-image.ts';
import type { NamedUser } from '../instance/accounts.ts';
import {
  labelsOf,
  MANAGED_BY,
  OPERATOR,
  owned,
  passwordOf,
  serverName,
  type Cluster,
  type Job,
} from '../model.ts';
import type { WantedSecret } from './secrets.ts';
import { MYSQL_PORT, ofPrimary } from './services.ts';

/** Port on which the program beside MariaDB answers probes and the operator. */
export const STATUS_PORT = 6450;

/** Where a pod keeps the data, and where its accounts' passwords are mounted. */
const DATA = '/var/lib/mysql';
const USERS = '/etc/mysql/mysql-users-secret';
const NAMED_USERS = '/etc/mysql/named-users';

const DEFAULT_STORAGE = '2Gi';
const DEFAULT_GRACE_S = 600;

/** Annotation that tells a StatefulSet made from another specification. */
export const SPEC_HASH = 'percona.com/last-config-hash';

/** A Secret as the operator makes it. It outlives the cluster, as the data does. */
export function secretFor(
  cluster: Cluster,
  { name, keys }: WantedSecret,
  password: () => string,
): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: {
      name,
      namespace: cluster.metadata?.namespace,
      labels: labelsOf(cluster),
    },
    stringData: Object.fromEntries(keys.map(key => [key, password()])),
  };
}

/** Accounts of people, without their passwords. */
function namedUsers(cluster: Cluster): NamedUser[] {
  return (cluster.spec.users ?? []).map((user, i) => ({
    name: user.name,
    hosts: user.hosts?.length ? user.hosts : ['%'],
    databases: user.dbs ?? [],
    grants: user.grants ?? [],
    withGrantOption: user.withGrantOption ?? false,
    folder: String(i),
    key: passwordOf(cluster, user).key,
  }));
}

/** The size that the data is asked for. */
export function storageOf({ spec }: Cluster): string {
  const claim = spec.mysql.volumeSpec?.persistentVolumeClaim;
  return claim?.resources?.requests?.storage ?? DEFAULT_STORAGE;
}

/**
 * The server of a cluster.
 *
 * @param store - address of the object store
 * @param secret - of the operator's accounts
 * @param size - of the claim that it is made with, which nobody can change later
 */
export function statefulSet(
  cluster: Cluster,
  store: string,
  secret: string,
  size: string,
): StatefulSet {
  const { mysql } = cluster.spec;
  const labels = labelsOf(cluster);
  const name = serverName(cluster);
  const users = (cluster.spec.users ?? []).map((user, i) => {
    const { secret: from, key } = passwordOf(cluster, user);
    return { secret: { name: from, items: [{ key, path: `${i}/${key}` }] } };
  });
  const probe = {
    httpGet: { path: '/readyz', port: STATUS_PORT },
    timeoutSeconds: 5,
  };
  const spec: NonNullable<StatefulSet['spec']> = {
    replicas: cluster.spec.pause ? 0 : 1,
    serviceName: name,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels: { ...labels, ...ofPrimary } },
      spec: {
        ...podBase(),
        terminationGracePeriodSeconds: mysql.gracePeriod ?? DEFAULT_GRACE_S,
        volumes: [
          { name: 'users', secret: { secretName: secret } },
          ...(users.length > 0
            ? [{ name: 'named-users', projected: { sources: users } }]
            : []),
        ],
        containers: [
          {
            ...container(cluster, 'run', {
              OBJECT_STORE: store,
              USERS: JSON.stringify(namedUsers(cluster)),
              CONFIGURATION: mysql.configuration ?? '',
            }),
            ports: [
              { name: 'mysql', containerPort: MYSQL_PORT },
              { name: 'http', containerPort: STATUS_PORT },
            ],
            startupProbe: {
              ...probe,
              periodSeconds: 1,
              failureThreshold: 3600,
            },
            readinessProbe: {
              ...probe,
              periodSeconds: 10,
              failureThreshold: 3,
            },
            livenessProbe: {
              httpGet: { path: '/healthz', port: STATUS_PORT },
              timeoutSeconds: 5,
              periodSeconds: 10,
              failureThreshold: 3,
            },
            volumeMounts: [
              { name: 'datadir', mountPath: DATA },
              { name: 'users', mountPath: USERS, readOnly: true },
              ...(users.length > 0
                ? [
                    {
                      name: 'named-users',
                      mountPath: NAMED_USERS,
                      readOnly: true,
                    },
                  ]
                : []),
            ],
          },
        ],
      },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: 'datadir', labels },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName:
            mysql.volumeSpec?.persistentVolumeClaim?.storageClassName,
          resources: { requests: { storage: size } },
        },
      },
    ],
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      ...owned(cluster, name),
      annotations: { [SPEC_HASH]: hashOf(spec) },
    },
    spec,
  };
}

function hashOf(spec: object): string {
  const hash = createHash('sha256').update(JSON.stringify(spec));
  return hash.digest('hex').slice(0, 16);
}

function podBase() {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsUser: MYSQL_ID,
      runAsGroup: MYSQL_ID,
      fsGroup: MYSQL_ID,
      runAsNonRoot: true,
    },
  };
}

function container(
  { metadata, spec }: Cluster,
  action: string,
  env: Readonly<Record<string, string>>,
) {
  const memory = bytesOf(spec.mysql.resources?.limits?.memory);
  const all = {
    NAMESPACE: metadata?.namespace ?? '',
    ...env,
    MEMORY_LIMIT: String(memory),
  };
  return {
    name: 'mysql',
    image: referenceOf(mariadbImage),
    args: [action],
    resources: spec.mysql.resources,
    env: Object.entries(all).map(([name, value]) => ({
      name,
      // Kubernetes puts in what stands in brackets after a dollar.
      value: value.replaceAll('$(', '$$('),
    })),
  };
}

/** The job that puts what a backup holds in place of a cluster's data. */
export function restoreJob(
  cluster: Cluster,
  owner: NonNullable<Meta['ownerReferences']>[number],
  from: { readonly claim: string; readonly address: string },
): Job {
  // It belongs to the restore, and so carries no label of the cluster's own.
  const labels = {
    'app.kubernetes.io/name': 'percona-server-restore',
    [MANAGED_BY]: OPERATOR,
    'app.kubernetes.io/part-of': 'percona-server',
    'app.kubernetes.io/component': 'restore',
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `xb-restore-${owner.name}`,
      namespace: cluster.metadata?.namespace,
      labels,
      ownerReferences: [owner],
    },
    spec: {
      backoffLimit: 1,
      template: {
        metadata: { labels },
        spec: {
          ...podBase(),
          restartPolicy: 'Never',
          volumes: [
            {
              name: 'datadir',
              persistentVolumeClaim: { claimName: from.claim },
            },
          ],
          containers: [
            {
              ...container(cluster, 'restore', { BACKUP: from.address }),
              name: 'xtrabackup',
              volumeMounts: [{ name: 'datadir', mountPath: DATA }],
            },
          ],
        },
      },
    },
  };
}
