import { randomBytes } from 'node:crypto';
import type { Action } from '../../../middleware/operator/actions.ts';
import { largerClaims } from '../../../middleware/operator/claims.ts';
import {
  conditionAfter,
  isReady,
  waitingReason,
  type Condition,
  type Pod,
  type Secret,
} from '../../../middleware/operator/objects.ts';
import type { Observed as Seen } from '../../../middleware/operator/stateful-operator.ts';
import type { Decision } from '../../../middleware/operator/worker.ts';
import { referenceOf } from '../../../middleware/image/middleware-image.ts';
import { mariadbImage, MARIADB_VERSION } from '../image/mariadb-image.ts';
import {
  claimName,
  podName,
  resources,
  secretName,
  serverName,
  type Cluster,
  type ClusterStatus,
  type State,
} from '../model.ts';
import { secretFor, SPEC_HASH, statefulSet, storageOf } from './desired.ts';
import { hostOf, services } from './services.ts';
import { lackingKeys, wantedSecrets } from './secrets.ts';

/** What is asked for each decision beside what is followed. */
export interface Asked {
  /** Secrets by name, as far as they are there. */
  readonly secrets: Readonly<Record<string, Secret | undefined>>;
  /** Address of the object store. */
  readonly store: string;
}

export type Observed = Seen<Cluster, Asked>;

const PASSWORD_BYTES = 18;

/** What is to be done for a cluster now, and what its status is to say. */
export function decideCluster(observed: Observed): Decision {
  const { image, parts } = observed;
  const because = unsupported(observed.resource);
  const waits = image.kind !== 'ready' && parts.statefulSets.length === 0;
  const actions: Action[] = [
    ...(image.kind === 'absent' || image.kind === 'failed'
      ? [{ kind: 'fetch-image' } as const]
      : []),
    ...(because ? [] : secretActions(observed)),
    ...(because || waits ? [] : serverActions(observed)),
  ];
  return { actions, status: statusOf(observed, because) };
}

/** Why this platform cannot give what the cluster asks for. */
function unsupported({ spec }: Cluster): string | undefined {
  const { mysql, backup, orchestrator } = spec;
  const image = referenceOf(mariadbImage);
  if (mysql.image !== image) {
    return `This platform has MySQL as ${image}; set spec.mysql.image to it.`;
  }
  if (mysql.size !== 1) {
    return 'This platform runs one server of a cluster; set spec.mysql.size to 1 and spec.unsafeFlags.mysqlSize to true.';
  }
  if (orchestrator?.enabled) {
    return 'This platform has no Orchestrator; set spec.orchestrator.enabled to false.';
  }
  if (backup?.pitr?.enabled) {
    return 'This platform restores whole backups, to no other point in time; set spec.backup.pitr.enabled to false.';
  }
  return undefined;
}

function collection({ metadata }: Cluster, resource: string): string {
  const base = resource === 'statefulsets' ? '/apis/apps/v1' : '/api/v1';
  return `${base}/namespaces/${metadata?.namespace}/${resource}`;
}

/** Secrets that are missing, and keys that those which are there lack. */
function secretActions({ resource, seen }: Observed): Action[] {
  const password = () => randomBytes(PASSWORD_BYTES).toString('base64url');
  const path = collection(resource, 'secrets');
  return wantedSecrets(resource).flatMap((wanted): Action[] => {
    const found = seen.secrets[wanted.name];
    const keys = lackingKeys(wanted, found);
    if (!found) {
      const object = secretFor(resource, wanted, password);
      return [{ kind: 'create', path, object }];
    }
    if (keys.length === 0) return [];
    const stringData = Object.fromEntries(keys.map(key => [key, password()]));
    const at = `${path}/${wanted.name}`;
    return [{ kind: 'patch', path: at, body: { stringData } }];
  });
}

function serverActions(observed: Observed): Action[] {
  const { parts, resource, seen } = observed;
  const known = new Set(
    parts.services.map(({ metadata }) => metadata?.name ?? ''),
  );
  const missing = services(resource)
    .filter(({ metadata }) => !known.has(metadata?.name ?? ''))
    .map(
      (object): Action => ({
        kind: 'create',
        path: collection(resource, 'services'),
        object,
      }),
    );
  const [present] = parts.statefulSets;
  const made = present?.spec?.volumeClaimTemplates?.[0]?.spec?.resources;
  const wanted = statefulSet(
    resource,
    seen.store,
    secretName(resource),
    made?.requests?.storage ?? storageOf(resource),
  );
  const hash = (of: typeof present) => of?.metadata?.annotations?.[SPEC_HASH];
  const server: Action[] =
    hash(present) === hash(wanted)
      ? []
      : [
          {
            kind: 'apply',
            path: `${collection(resource, 'statefulsets')}/${serverName(
              resource,
            )}`,
            object: wanted,
          },
        ];
  return [...missing, ...server, ...growth(observed)];
}

/** A larger claim, where that is asked for and allowed. */
function growth({ parts, resource }: Observed): Action[] {
  const own = claimName(resource);
  const asked = storageOf(resource);
  const { enableVolumeExpansion, storageScaling } = resource.spec;
  const allowed = storageScaling
    ? storageScaling.enableVolumeScaling
    : enableVolumeExpansion;
  return largerClaims(
    parts.claims.filter(({ metadata }) => metadata?.name === own),
    allowed ? asked : undefined,
    ({ name, has }) => ({
      type: 'Normal',
      reason: 'PVCResize',
      message: `Resizing ${name} from ${has} to ${asked}`,
    }),
  );
}

function statusOf(
  observed: Observed,
  because: string | undefined,
): ClusterStatus {
  const { parts, refusal, resource, now } = observed;
  const pod = parts.pods.find(
    ({ metadata }) => metadata?.name === podName(resource),
  );
  const ready = pod && isReady(pod) ? 1 : 0;
  const error = because ?? refusal;
  const serverState = stateOf(observed, pod, ready);
  const state: State = error === undefined ? serverState : 'error';
  const before = resource.status?.conditions;
  const condition = (type: string, holds: boolean, message = ''): Condition =>
    conditionAfter(
      before,
      { type, status: holds ? 'True' : 'False', reason: type, message },
      now,
    );
  return {
    state,
    host: hostOf(resource),
    clusterType: resource.spec.mysql.clusterType,
    mysql: {
      size: resource.spec.mysql.size,
      ready,
      state: serverState,
      version: MARIADB_VERSION,
    },
    conditions: [
      condition('Initializing', state === 'initializing'),
      condition('Ready', state === 'ready', waiting(observed, pod, state)),
      ...(error === undefined
        ? []
        : [
            {
              ...condition('Error', true, error),
              reason: 'ErrorReconcile',
            },
          ]),
    ],
  };
}

function stateOf(
  { parts, resource }: Observed,
  pod: Pod | undefined,
  ready: number,
): State {
  if (resource.spec.pause) return pod ? 'stopping' : 'paused';
  const [server] = parts.statefulSets;
  const { status, metadata } = server ?? {};
  const isCurrent =
    status?.observedGeneration === metadata?.generation &&
    status?.updatedReplicas === 1 &&
    status.currentRevision === status.updateRevision;
  return ready > 0 && isCurrent ? 'ready' : 'initializing';
}

/** What a cluster that is not ready waits for. */
function waiting(
  { image }: Observed,
  pod: Pod | undefined,
  state: State,
): string {
  if (state !== 'initializing') return '';
  if (image.kind === 'fetching') return image.step;
  if (image.kind === 'failed') return image.because;
  return (pod && waitingReason(pod)) ?? '';
}

/** Finalizers of a person's, which the operator is to see to. */
const DELETE_DATA = 'percona.com/delete-mysql-pvc';
const FINALIZERS = 'percona.com/';

/**
 * What is to be done before a cluster goes: the data and its passwords go only where a
 * finalizer asks for it.
 */
export function decideDeletion(cluster: Cluster): Action[] {
  const {
    namespace,
    name,
    finalizers = [],
    resourceVersion,
  } = cluster.metadata ?? {};
  const others = finalizers.filter(each => !each.startsWith(FINALIZERS));
  if (others.length === finalizers.length) return [];
  const data: Action[] = finalizers.includes(DELETE_DATA)
    ? [
        `${collection(cluster, 'persistentvolumeclaims')}/${claimName(
          cluster,
        )}`,
        ...wantedSecrets(cluster)
          .filter(
            ({ name: secret }) =>
              secret === `${name}-secrets` ||
              secret.startsWith(`${name}-user-`),
          )
          .map(
            ({ name: secret }) => `${collection(cluster, 'secrets')}/${secret}`,
          ),
      ].map(path => ({ kind: 'delete', path }))
    : [];
  const { apiVersion, plural } = resources.clusters;
  return [
    ...data,
    {
      kind: 'patch',
      path: `/apis/${apiVersion}/namespaces/${namespace}/${plural}/${name}`,
      body: { metadata: { resourceVersion, finalizers: others } },
    },
  ];
}
