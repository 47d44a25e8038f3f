import { createHash } from 'node:crypto';
import type {
  V1ConfigMap,
  V1PersistentVolumeClaim,
  V1Secret,
  V1Service,
  V1StatefulSet,
} from '@kubernetes/client-node';
import type { Wire } from '../../kube/wire.ts';
import { z } from 'zod';
import { parametersSchema, type Plan } from './catalog.ts';

export type StatefulSet = Wire<V1StatefulSet>;
export type Secret = Wire<V1Secret>;
export type ConfigMap = Wire<V1ConfigMap>;
type Service = Wire<V1Service>;
type Claim = Wire<V1PersistentVolumeClaim>;

export const PORT = 6379;
export const ADMIN = 'broker';

/** By it the objects of an instance are found, in whatever namespace they are. */
export const INSTANCE_LABEL = 'broker.pilothouse.dev/instance';
/** By it a portal finds what belongs to a ServiceInstance. */
const CATALOG_LABEL = 'servicecatalog.k8s.io/instance';

const orderSchema = z
  .object({
    instanceId: z.string(),
    namespace: z.string().min(1),
    /** As the platform calls it. */
    name: z.string().optional(),
    planId: z.string(),
    parameters: parametersSchema,
  })
  .readonly();

/** What was asked for. */
export type Order = z.infer<typeof orderSchema>;

/** One who may use an instance. */
export interface Account {
  readonly password: string;
  readonly readOnly: boolean;
}

/** A short name for an id, which may be of any form. */
export function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 12);
}

/** Name of all objects of an instance. */
export function objectName(instanceId: string): string {
  return `redis-${keyOf(instanceId)}`;
}

/** Name of the claim of an instance's volume. */
export function claimName(instanceId: string): string {
  return `data-${objectName(instanceId)}-0`;
}

function metadataOf({ instanceId, namespace, name }: Order) {
  return {
    name: objectName(instanceId),
    namespace,
    labels: labelsOf({ instanceId, name }),
  };
}

function labelsOf({
  instanceId,
  name,
}: Pick<Order, 'instanceId' | 'name'>): Record<string, string> {
  return {
    'app.kubernetes.io/name': 'redis',
    'app.kubernetes.io/managed-by': 'service-broker',
    [INSTANCE_LABEL]: keyOf(instanceId),
    ...(name && name.length <= 63 && { [CATALOG_LABEL]: name }),
  };
}

/** What is remembered of an order, in a namespace of the broker's own. */
export function recordOf(order: Order, namespace: string): ConfigMap {
  const { instanceId } = order;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: objectName(instanceId),
      namespace,
      labels: { [INSTANCE_LABEL]: keyOf(instanceId) },
    },
    data: { order: JSON.stringify(order) },
  };
}

/**
 * The order that is remembered.
 *
 * @throws an error for a record that is none
 */
export function orderIn({ data }: ConfigMap): Order {
  return orderSchema.parse(JSON.parse(data?.order ?? 'null'));
}

/** The server of an order. It stands still until its image is there. */
export function statefulSetOf(
  order: Order,
  { maxMemoryMb, limitMi }: Plan,
  { image, replicas }: { readonly image: string; readonly replicas: number },
): StatefulSet {
  const metadata = metadataOf(order);
  const { eviction, persistent } = order.parameters;
  const settings = {
    bind: '0.0.0.0',
    port: String(PORT),
    'protected-mode': 'no',
    maxmemory: `${maxMemoryMb}mb`,
    'maxmemory-policy': eviction,
    appendonly: persistent ? 'yes' : 'no',
    save: persistent ? '300 1' : '',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ]);
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: {
      replicas,
      serviceName: metadata.name,
      selector: { matchLabels: { [INSTANCE_LABEL]: keyOf(order.instanceId) } },
      template: {
        metadata: { labels: metadata.labels },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 10,
          securityContext: { runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
          containers: [
            {
              name: 'redis',
              image,
              args,
              ports: [{ name: 'redis', containerPort: PORT }],
              resources: {
                requests: { cpu: '50m', memory: `${maxMemoryMb}Mi` },
                limits: { memory: `${limitMi}Mi` },
              },
              readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1 },
              volumeMounts: [
                { name: 'data', mountPath: '/data' },
                { name: 'users', mountPath: '/etc/redis', readOnly: true },
              ],
            },
          ],
          volumes: [
            {
              name: 'users',
              secret: {
                secretName: metadata.name,
                items: [{ key: 'users.acl', path: 'users.acl' }],
              },
            },
          ],
        },
      },
      volumeClaimTemplates: [claimOf(metadata.labels)],
    },
  };
}

function claimOf(labels: Record<string, string>): Claim {
  return {
    metadata: { name: 'data', labels },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    },
  };
}

/** By which clients reach the server of an order. */
export function serviceOf(order: Order): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(order),
    spec: {
      selector: { [INSTANCE_LABEL]: keyOf(order.instanceId) },
      ports: [{ name: 'redis', port: PORT, targetPort: 'redis' }],
    },
  };
}

/** Who may use an instance, by id of the binding; the broker itself is among them. */
export type Accounts = Readonly<Record<string, Account>>;

/**
 * The Secret of an order: who may use it, as the server reads it and as the broker does.
 *
 * @param resourceVersion - of the Secret whose accounts are changed
 */
export function secretOf(
  order: Order,
  accounts: Accounts,
  resourceVersion?: string,
): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { ...metadataOf(order), resourceVersion },
    data: {
      'accounts.json': base64(JSON.stringify(accounts)),
      'users.acl': base64(
        [
          'user default off',
          ...Object.entries(accounts).map(([id, account]) =>
            ['user', userOf(id), ...rulesOf(id, account)].join(' '),
          ),
          '',
        ].join('\n'),
      ),
    },
  };
}

/** The accounts that a Secret holds. */
export function accountsOf({ data }: Secret): Accounts {
  const text = Buffer.from(data?.['accounts.json'] ?? '', 'base64').toString();
  return text ? (JSON.parse(text) as Accounts) : {};
}

/** Name of an account in Redis. */
export function userOf(id: string): string {
  return id === ADMIN ? ADMIN : `user-${keyOf(id)}`;
}

/** What an account may do, as Redis has it; its password is a digest. */
export function rulesOf(id: string, { password, readOnly }: Account): string[] {
  const digest = createHash('sha256').update(password).digest('hex');
  const may = readOnly
    ? ['+@read', '+@connection', '+info']
    : ['+@all', '-@dangerous', '+info'];
  return ['on', `#${digest}`, '~*', '&*', ...(id === ADMIN ? ['+@all'] : may)];
}

/** Whether a server stands as it is wanted. */
export function isSettled(server: StatefulSet | undefined): boolean {
  const { metadata, spec, status } = server ?? {};
  return (
    (spec?.replicas ?? 0) > 0 &&
    status?.observedGeneration === metadata?.generation &&
    status?.readyReplicas === spec?.replicas &&
    status?.updatedReplicas === spec?.replicas &&
    status?.currentRevision === status?.updateRevision
  );
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
