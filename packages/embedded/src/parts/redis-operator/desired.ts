import type { V1Container, V1EnvVar } from '@kubernetes/client-node';
import type { Wire } from '../../kube/wire.ts';
import {
  bytesOf,
  ownedByReference,
  type Claim,
  type Meta,
  type Service,
  type StatefulSet,
} from '../../middleware/operator/objects.ts';
import { marked } from '../../middleware/operator/stateful-set.ts';
import { REDIS_PORT } from '../../middleware/redis/redis-client.ts';
import { mountVariable } from '../node-local/pods/base-environment.ts';
import {
  resources,
  ROLE_LABEL,
  sizeOf,
  type RedisResource,
  type Setup,
} from './model.ts';

const DATA = '/data';
const MORE_SETTINGS = 'external-config';

type Labels = Readonly<Record<string, string>>;

function labelsOf({ metadata }: RedisResource, setup: Setup): Labels {
  const own = { redis_setup_type: setup, role: setup };
  return { app: metadata?.name ?? '', ...own, ...metadata?.labels };
}

/** Labels by which a StatefulSet knows its pods; those of the resource may change. */
function selectorOf({ metadata }: RedisResource, setup: Setup): Labels {
  const app = metadata?.name ?? '';
  return { app, redis_setup_type: setup, role: setup };
}

function metadataOf(
  resource: RedisResource,
  setup: Setup,
  suffix = '',
  labels: Labels = {},
): Meta {
  const { name, namespace } = resource.metadata ?? {};
  return {
    name: `${name}${suffix}`,
    namespace,
    labels: { ...labelsOf(resource, setup), ...labels },
    annotations: {
      'redis.opstreelabs.in': 'true',
      'redis.opstreelabs.instance': name ?? '',
    },
    ownerReferences: [ownedByReference(resources[setup], resource)],
  };
}

/** Name of the Service that leads to the master. */
export function masterService({ metadata }: RedisResource): string {
  return `${metadata?.name}-master`;
}

/** The Services of a resource, as the operator names them. */
export function services(resource: RedisResource, setup: Setup): Service[] {
  const { service } = resource.spec.kubernetesConfig;
  const serviceOf = (
    suffix: string,
    spec: Service['spec'] = {},
    labels: Labels = {},
  ): Service => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(resource, setup, suffix, labels),
    spec: {
      type: 'ClusterIP',
      selector: { ...selectorOf(resource, setup), ...labels },
      ports: [
        {
          name: 'redis-client',
          port: REDIS_PORT,
          targetPort: REDIS_PORT,
          protocol: 'TCP',
        },
      ],
      ...spec,
    },
  });
  const type = service?.serviceType ?? 'ClusterIP';
  return [
    serviceOf('-headless', { clusterIP: 'None' }),
    serviceOf(''),
    serviceOf('-additional', { type }),
    ...(setup === 'replication'
      ? [
          serviceOf('-master', {}, { [ROLE_LABEL]: 'master' }),
          serviceOf('-replica', {}, { [ROLE_LABEL]: 'slave' }),
        ]
      : []),
  ];
}

/** Names of the claims of a resource's servers, by their number. */
export function claimNames({ metadata }: RedisResource, count: number) {
  const name = metadata?.name ?? '';
  return Array.from({ length: count }, (_, at) => `${name}-${name}-${at}`);
}

/**
 * The servers of a resource.
 *
 * @param stored - the StatefulSet that is there; its claims can no longer be changed
 */
export function statefulSet(
  resource: RedisResource,
  setup: Setup,
  stored?: StatefulSet,
): StatefulSet {
  const { spec } = resource;
  const labels = labelsOf(resource, setup);
  const metadata = metadataOf(resource, setup);
  const wanted: NonNullable<StatefulSet['spec']> = {
    replicas: sizeOf(resource),
    serviceName: `${metadata.name}-headless`,
    selector: { matchLabels: selectorOf(resource, setup) },
    template: {
      metadata: { labels, annotations: metadata.annotations },
      spec: {
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: spec.podSecurityContext ?? { fsGroup: 1000 },
        terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
        nodeSelector: spec.nodeSelector,
        affinity: spec.affinity,
        tolerations: spec.tolerations && [...spec.tolerations],
        priorityClassName: spec.priorityClassName,
        serviceAccountName: spec.serviceAccountName,
        imagePullSecrets: spec.kubernetesConfig.imagePullSecrets && [
          ...spec.kubernetesConfig.imagePullSecrets,
        ],
        containers: [container(resource)],
        volumes: moreSettings(resource),
      },
    },
    volumeClaimTemplates: claimTemplates(resource, labels),
  };
  return marked(
    { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: wanted },
    stored,
  );
}

function claimTemplates(resource: RedisResource, labels: Labels): Claim[] {
  const { storage } = resource.spec;
  if (!storage) return [];
  const { spec } = storage.volumeClaimTemplate ?? {};
  const accessModes = spec?.accessModes ?? ['ReadWriteOnce'];
  const metadata = { name: resource.metadata?.name, labels };
  return [{ metadata, spec: { ...spec, accessModes } as Claim['spec'] }];
}

function moreSettings({ spec }: RedisResource) {
  const name = spec.redisConfig?.additionalRedisConfig;
  return name ? [{ name: MORE_SETTINGS, configMap: { name } }] : undefined;
}

function container(resource: RedisResource): Wire<V1Container> {
  const { metadata, spec } = resource;
  const { image, imagePullPolicy } = spec.kubernetesConfig;
  const probe = { tcpSocket: { port: REDIS_PORT } };
  return {
    name: metadata?.name ?? '',
    image,
    imagePullPolicy,
    env: environment(resource),
    resources: spec.kubernetesConfig.resources,
    ports: [{ name: 'redis-client', containerPort: REDIS_PORT }],
    readinessProbe: { ...probe, periodSeconds: 1 },
    livenessProbe: { ...probe, initialDelaySeconds: 1, periodSeconds: 10 },
    volumeMounts: [
      ...(spec.storage
        ? [{ name: metadata?.name ?? '', mountPath: DATA }]
        : []),
      ...(moreSettings(resource)
        ? [{ name: MORE_SETTINGS, mountPath: '/etc/redis/external.conf.d' }]
        : []),
    ],
  };
}

function environment(resource: RedisResource): Wire<V1EnvVar>[] {
  const { metadata, spec } = resource;
  const { redisSecret } = spec.kubernetesConfig;
  const memory = maxMemory(resource);
  const plain: Record<string, string> = {
    REDIS_PORT: String(REDIS_PORT),
    ...(spec.storage && {
      PERSISTENCE_ENABLED: 'true',
      DATA_DIR: DATA,
      DATA_MOUNT_VARIABLE: mountVariable(metadata?.name ?? ''),
    }),
    ...(memory && { REDIS_MAX_MEMORY: String(memory) }),
  };
  const { name, key } = redisSecret ?? {};
  return [
    ...Object.entries(plain).map(([variable, value]) => ({
      name: variable,
      value,
    })),
    ...(name && key
      ? [
          {
            name: 'REDIS_PASSWORD',
            valueFrom: { secretKeyRef: { name, key } },
          },
        ]
      : []),
    ...(spec.env ?? []),
  ];
}

/** Bytes after which Redis evicts, where a share of its limit is named. */
function maxMemory({ spec }: RedisResource): number | undefined {
  const share = spec.redisConfig?.maxMemoryPercentOfLimit;
  const limit = spec.kubernetesConfig.resources?.limits?.memory;
  return share && limit
    ? Math.floor((bytesOf(limit) * share) / 100)
    : undefined;
}
