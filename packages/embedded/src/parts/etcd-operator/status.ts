import {
  conditionAfter,
  isReady,
  waitingReason,
} from '../../middleware/operator/objects.ts';
import type { EtcdObserved, Step } from './decide.ts';
import { isHealthy } from './members.ts';
import type { EtcdClusterStatus, MemberStatus } from './model.ts';

/** What the status of a cluster is to say. */
export function statusOf(
  observed: EtcdObserved,
  step: Step,
): EtcdClusterStatus {
  const { resource, parts, seen } = observed;
  const before = resource.status;
  const answers = Object.values(seen.answers);
  const leader = answers.find(({ leader: known }) => known)?.leader;
  const members = (seen.members ?? []).map((member): MemberStatus => {
    const answer = answers.find(({ id }) => id === member.ID);
    return {
      id: hexadecimal(member.ID),
      ...(member.name && { name: member.name }),
      ...(answer && { version: answer.version }),
      isHealthy: member.isLearner
        ? answer !== undefined
        : isHealthy(seen, member.ID),
      ...(member.isLearner && { isLearner: true }),
      ...(member.ID === leader && { isLeader: true }),
    };
  });
  const versions = members.flatMap(({ version }) => version ?? []).sort();
  return {
    observedGeneration: resource.metadata?.generation,
    currentReplicas: parts.pods.length,
    readyReplicas: parts.pods.filter(isReady).length,
    // What the cluster said last is not forgotten while none of its members answers.
    memberCount: seen.members ? members.length : before?.memberCount ?? 0,
    ...(versions[0] && { currentVersion: versions[0] }),
    ...(leader && { leaderID: hexadecimal(leader) }),
    members: seen.members
      ? members
      : (before?.members ?? []).map(member => ({
          ...member,
          isHealthy: false,
        })),
    conditions: conditionsOf(observed, step, members),
  };
}

function conditionsOf(
  { resource, parts, seen, refusal, now }: EtcdObserved,
  { doing, settled }: Step,
  members: readonly MemberStatus[],
) {
  const voters = members.filter(({ isLearner }) => !isLearner);
  const healthy = voters.filter(member => member.isHealthy).length;
  const available = voters.length > 0 && healthy * 2 > voters.length;
  const silent = members.filter(member => !member.isHealthy);
  const because = refusal ?? parts.pods.map(waitingReason).find(Boolean);
  const wasThere = (resource.status?.memberCount ?? 0) > 0;
  const degraded = silent.length > 0 || (wasThere && !seen.members);
  const condition = (
    type: string,
    holds: boolean,
    [reason, message]: readonly [string, string],
  ) =>
    conditionAfter(
      resource.status?.conditions,
      { type, status: holds ? 'True' : 'False', reason, message },
      now,
    );
  return [
    condition(
      'Available',
      available,
      available
        ? ['ClusterAvailable', `${healthy} of ${voters.length} members answer`]
        : ['NoQuorum', because ?? doing],
    ),
    condition(
      'Progressing',
      !settled,
      settled
        ? ['ReconcileSuccess', 'It is as it is wanted']
        : ['Reconciling', because ?? doing],
    ),
    condition(
      'Degraded',
      degraded,
      degraded
        ? [
            'MembersUnhealthy',
            because ??
              `Without an answer: ${
                silent.map(({ name, id }) => name ?? id).join(', ') || 'all'
              }`,
          ]
        : ['ClusterHealthy', 'All members answer'],
    ),
  ];
}

/** An id as etcd's own tools write it. */
export function hexadecimal(id: string): string {
  return BigInt(id).toString(16);
}
