import type { Action } from '../../middleware/operator/actions.ts';
import type { ConfigMap } from '../../middleware/operator/objects.ts';
import { isAsWanted } from '../../middleware/operator/stateful-set.ts';
import type { Observed } from '../../middleware/operator/stateful-operator.ts';
import type { Decision } from '../../middleware/operator/worker.ts';
import {
  claimName,
  memberName,
  peerUrl,
  service,
  state,
  statefulSet,
} from './desired.ts';
import type { Member } from './etcd-client.ts';
import { isHealthy, type Seen } from './members.ts';
import type { EtcdCluster } from './model.ts';
import { statusOf } from './status.ts';

const LOOK_AGAIN_MS = 10_000;
const UNSETTLED_MS = 1_000;

/** One change of the cluster's list of members. */
export type MemberAction =
  | { readonly kind: 'own-add'; readonly peerUrl: string }
  | { readonly kind: 'own-promote'; readonly id: string }
  | { readonly kind: 'own-remove'; readonly id: string };

export type EtcdObserved = Observed<EtcdCluster, Seen>;

/** What the cluster is to do next, in a word, and how many servers there are to be then. */
export interface Step {
  readonly doing: string;
  readonly replicas: number;
  readonly change?: MemberAction;
  /** A member's disk that goes, because the member was removed. */
  readonly claim?: string;
  /** Whether nothing is left to do. */
  readonly settled?: boolean;
}

/** What is to be done for a cluster now, and what its status is to say. */
export function decideEtcd(observed: EtcdObserved): Decision<MemberAction> {
  const { image, parts } = observed;
  // What runs needs no image, and is not to change while the image is made anew.
  if (image.kind !== 'ready' && parts.statefulSets.length === 0) {
    return { actions: [{ kind: 'fetch-image' }], status: {} };
  }
  const step = nextStep(observed);
  return {
    actions: [
      // Before its server, so that a failure leaves both to be tried again. Until the pod has
      // ended, the API server keeps the claim.
      ...(step.claim
        ? [{ kind: 'delete', path: claimPath(observed, step.claim) } as const]
        : []),
      ...objectsToMake(observed, step.replicas),
      ...(step.change ? [step.change] : []),
    ],
    status: statusOf(observed, step),
    again: step.settled ? LOOK_AGAIN_MS : UNSETTLED_MS,
  };
}

/**
 * One change at a time, and only of a cluster that is whole: a member is added as a learner,
 * then its server is begun, then it is made a voter; one is removed before its server ends.
 */
export function nextStep(observed: EtcdObserved): Step {
  const { resource, seen } = observed;
  const { size } = resource.spec;
  const running = replicasOf(observed);
  if (running === 0)
    return { doing: 'Beginning the first member', replicas: 1 };
  const { members } = seen;
  if (!members?.length) {
    return { doing: 'Waiting for a member', replicas: running };
  }
  if (members.length !== running) {
    return following(resource, members, running);
  }
  const learner = members.find(({ isLearner }) => isLearner);
  if (learner) return promotion(observed, learner, running);
  const silent = members.find(({ ID }) => !isHealthy(seen, ID));
  if (silent) {
    const doing = `Waiting for ${silent.name || 'a member'}`;
    return { doing, replicas: running };
  }
  if (size > running) {
    const change = {
      kind: 'own-add',
      peerUrl: peerUrl(resource, running),
    } as const;
    return { doing: 'Adding a member', replicas: running, change };
  }
  if (size < running) return removal(resource, members, running);
  const settled = isRolledOut(observed);
  const doing = settled ? 'Nothing' : 'Restarting its members';
  return { doing, replicas: running, settled };
}

/** A StatefulSet begins and ends its last pod: only a change that concerns that one is followed. */
function following(
  cluster: EtcdCluster,
  members: readonly Member[],
  running: number,
): Step {
  const isMember = (number: number) =>
    members.some(
      ({ name, peerURLs }) =>
        name === memberName(cluster, number) ||
        peerURLs.includes(peerUrl(cluster, number)),
    );
  const doing = 'Following its members';
  if (members.length > running) {
    return isMember(running)
      ? { doing, replicas: running + 1 }
      : {
          doing: 'Waiting: it has a member that the operator did not add',
          replicas: running,
        };
  }
  if (!isMember(running - 1)) {
    const claim = cluster.spec.storageSpec && claimName(cluster, running - 1);
    return { doing, replicas: running - 1, ...(claim && { claim }) };
  }
  const gone = [...Array(running).keys()].find(number => !isMember(number));
  const name = gone === undefined ? 'a server' : memberName(cluster, gone);
  return {
    doing: `Waiting: ${name} is no longer a member, and only the last server can end`,
    replicas: running,
  };
}

function claimPath({ resource }: EtcdObserved, name: string): string {
  const { namespace } = resource.metadata ?? {};
  return `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}`;
}

function replicasOf({ parts }: EtcdObserved): number {
  return parts.statefulSets[0]?.spec?.replicas ?? 0;
}

/** The learner is promoted once its server answers; etcd refuses one that is behind. */
function promotion(
  { seen }: EtcdObserved,
  { ID, name }: Member,
  replicas: number,
): Step {
  const answers = Object.values(seen.answers).some(({ id }) => id === ID);
  return answers
    ? {
        doing: `Making ${name} a voter`,
        replicas,
        change: { kind: 'own-promote', id: ID },
      }
    : { doing: 'Waiting for the new member', replicas };
}

/** The last goes first, since a StatefulSet ends its last pod. */
function removal(
  cluster: EtcdCluster,
  members: readonly Member[],
  replicas: number,
): Step {
  const name = memberName(cluster, replicas - 1);
  const last = members.find(member => member.name === name);
  return last
    ? {
        doing: `Removing ${name}`,
        replicas,
        change: { kind: 'own-remove', id: last.ID },
      }
    : { doing: `Waiting for ${name}`, replicas };
}

function isRolledOut({ parts }: EtcdObserved): boolean {
  const [{ metadata, spec, status } = {}] = parts.statefulSets;
  return (
    status?.observedGeneration === metadata?.generation &&
    status?.readyReplicas === spec?.replicas &&
    status?.updatedReplicas === spec?.replicas
  );
}

function objectsToMake(
  { resource, parts }: EtcdObserved,
  replicas: number,
): Action[] {
  const { name, namespace } = resource.metadata ?? {};
  const base = `/api/v1/namespaces/${namespace}`;
  const [stored] = parts.statefulSets;
  const wanted = statefulSet(resource, replicas, stored);
  const told = state(resource, replicas);
  return [
    ...(parts.services.length === 0
      ? [
          {
            kind: 'create',
            path: `${base}/services`,
            object: service(resource),
          } as const,
        ]
      : []),
    // A new server reads it when it begins, so that it comes before the server.
    ...(saysTheSame(parts.configMaps[0], told)
      ? []
      : [
          {
            kind: 'apply',
            path: `${base}/configmaps/${name}-state`,
            object: told,
          } as const,
        ]),
    ...(isAsWanted(stored, wanted)
      ? []
      : [
          {
            kind: 'apply',
            path: `/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`,
            object: wanted,
          } as const,
        ]),
  ];
}

function saysTheSame(stored: ConfigMap | undefined, wanted: ConfigMap) {
  return Object.entries(wanted.data ?? {}).every(
    ([key, value]) => stored?.data?.[key] === value,
  );
}
