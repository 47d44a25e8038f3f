import { createHash } from 'node:crypto';
import {
  applicationOf,
  appSecretName,
  names,
  superuserSecretName,
  type Claim,
  type Cluster,
  type Job,
  type Pod,
} from '../model.ts';
import { owned, PORT } from './desired.ts';

/** User and group that the image's programs run as. */
const POSTGRES_ID = 26;

/** Port on which the program beside PostgreSQL answers probes and the operator. */
export const STATUS_PORT = 8000;

const DATA = '/var/lib/postgresql/data';

/** Settings that the operator gives where the cluster names none. */
const PARAMETERS = {
  max_connections: '100',
  shared_buffers: '128MB',
  wal_keep_size: '512MB',
  dynamic_shared_memory_type: 'posix',
};

/** What an instance is made from beside its cluster. */
export interface InstanceSource {
  /** Image reference that the node knows. */
  readonly image: string;
  /** Address of the object store. */
  readonly store: string;
}

/** Signed addresses of a backup's two halves. */
export interface BackupFiles {
  readonly data: string;
  readonly wal: string;
}

/** Name of an instance, of its pod and of its claim. */
export function instanceName({ metadata }: Cluster, serial: number): string {
  return `${metadata?.name}-${serial}`;
}

/** The claim of an instance, which holds nothing of use yet. */
export function claim(cluster: Cluster, serial: number): Claim {
  const name = instanceName(cluster, serial);
  const { size, storageClass } = cluster.spec.storage;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...owned(cluster, name, {
        [names.instanceName]: name,
        [names.pvcRole]: 'PG_DATA',
      }),
      annotations: {
        [names.pvcStatus]: 'initializing',
        [names.nodeSerial]: String(serial),
      },
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: size } },
      ...(storageClass ? { storageClassName: storageClass } : {}),
    },
  };
}

/** The job that fills a new claim: by initdb, or from the files of a backup. */
export function bootstrapJob(
  cluster: Cluster,
  serial: number,
  source: InstanceSource,
  from?: BackupFiles,
): Job {
  const name = instanceName(cluster, serial);
  const role = from ? 'full-recovery' : 'initdb';
  const labels = { [names.instanceName]: name, [names.jobRole]: role };
  const env: Record<string, string> = from
    ? { RECOVERY: JSON.stringify({ ...applicationOf(cluster), ...from }) }
    : { INITDB: JSON.stringify(initDb(cluster)) };
  const action = from ? 'restore' : 'initdb';
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: owned(cluster, `${name}-${role}`, labels),
    spec: {
      backoffLimit: 2,
      template: {
        metadata: {
          labels: { [names.cluster]: cluster.metadata?.name ?? '', ...labels },
        },
        spec: {
          ...podBase(name),
          restartPolicy: 'Never',
          containers: [
            {
              ...container(cluster, source, action, env),
              name: role,
              volumeMounts: [{ name: 'pgdata', mountPath: DATA }],
            },
          ],
        },
      },
    },
  };
}

function initDb(cluster: Cluster) {
  const init = cluster.spec.bootstrap?.initdb;
  return {
    ...applicationOf(cluster),
    encoding: init?.encoding ?? 'UTF8',
    localeCollate: init?.localeCollate ?? 'C',
    localeCType: init?.localeCType ?? 'C',
    dataChecksums: init?.dataChecksums ?? true,
    postInitSQL: init?.postInitSQL ?? [],
    postInitApplicationSQL: init?.postInitApplicationSQL ?? [],
  };
}

/** The pod of an instance; its annotation tells a pod made from another specification. */
export function pod(
  cluster: Cluster,
  serial: number,
  source: InstanceSource,
): Pod {
  const name = instanceName(cluster, serial);
  const spec = podSpec(cluster, name, source);
  const hash = createHash('sha256').update(JSON.stringify(spec)).digest('hex');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...owned(cluster, name, {
        [names.instanceName]: name,
        [names.instanceRole]: 'primary',
        [names.podRole]: 'instance',
        role: 'primary',
      }),
      annotations: {
        [names.nodeSerial]: String(serial),
        [names.podSpec]: hash.slice(0, 16),
      },
    },
    spec,
  };
}

function podSpec(
  cluster: Cluster,
  name: string,
  source: InstanceSource,
): NonNullable<Pod['spec']> {
  const { spec } = cluster;
  const base = podBase(name);
  const parameters = { ...PARAMETERS, ...spec.postgresql?.parameters };
  const probe = {
    httpGet: { path: '/readyz', port: STATUS_PORT },
    timeoutSeconds: 5,
  };
  return {
    ...base,
    hostname: name,
    terminationGracePeriodSeconds: spec.stopDelay,
    volumes: [
      ...(base.volumes ?? []),
      { name: 'app-secret', secret: { secretName: appSecretName(cluster) } },
      ...(spec.enableSuperuserAccess
        ? [
            {
              name: 'superuser-secret',
              secret: { secretName: superuserSecretName(cluster) },
            },
          ]
        : []),
    ],
    containers: [
      {
        ...container(cluster, source, 'run', {
          PARAMETERS: JSON.stringify(parameters),
        }),
        ports: [
          { name: 'postgresql', containerPort: PORT },
          { name: 'status', containerPort: STATUS_PORT },
        ],
        startupProbe: { ...probe, periodSeconds: 1, failureThreshold: 3600 },
        readinessProbe: { ...probe, periodSeconds: 2, failureThreshold: 3 },
        livenessProbe: {
          httpGet: { path: '/healthz', port: STATUS_PORT },
          timeoutSeconds: 5,
          periodSeconds: 10,
          failureThreshold: 3,
        },
        volumeMounts: [
          { name: 'pgdata', mountPath: DATA },
          { name: 'app-secret', mountPath: '/etc/app-secret', readOnly: true },
          ...(spec.enableSuperuserAccess
            ? [
                {
                  name: 'superuser-secret',
                  mountPath: '/etc/superuser-secret',
                  readOnly: true,
                },
              ]
            : []),
        ],
      },
    ],
  };
}

function podBase(claimName: string) {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsUser: POSTGRES_ID,
      runAsGroup: POSTGRES_ID,
      fsGroup: POSTGRES_ID,
      runAsNonRoot: true,
    },
    volumes: [{ name: 'pgdata', persistentVolumeClaim: { claimName } }],
  };
}

function container(
  { metadata, spec }: Cluster,
  { image, store }: InstanceSource,
  action: string,
  env: Readonly<Record<string, string>>,
) {
  const all = {
    CLUSTER_NAME: metadata?.name ?? '',
    NAMESPACE: metadata?.namespace ?? '',
    PGDATA: `${DATA}/pgdata`,
    OBJECT_STORE: store,
    ...env,
  };
  return {
    name: 'postgres',
    image,
    args: [action],
    resources: spec.resources,
    env: Object.entries(all).map(([name, value]) => ({
      name,
      // Kubernetes puts in what stands in brackets after a dollar.
      value: value.replaceAll('$(', '$$('),
    })),
  };
}
