import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import type { Change, ChangeNote } from '@pilothouse/plugin-platform-common';
import {
  brokenClaimLimits,
  brokenLimits,
  requirementsOf,
  selects,
  type ClusterReader,
  type KubeObject,
  type Labels,
} from '@pilothouse/plugin-platform-node';
import type { StatefulSet } from 'kubernetes-types/apps/v1';
import {
  keeperOf,
  ownersOf,
  replicasOf,
  type Target,
  type Workload,
} from '../../../kube/write';
import { recordsOf } from '../../marketplace/binding/record';
import { partsOf, usesOf } from '../../marketplace/binding/uses';
import { quotaShortages } from '../quota';
import { pausesAt } from '../scaling';

/** What the notes are taken from. */
export interface Circumstances {
  readonly target: Target;
  readonly change: Change;
  readonly workload: Workload;
  /** The workload as it would be; missing where it stays as it is. */
  readonly after?: Workload;
  /** The pod that is to be deleted. */
  readonly pod?: KubeObject;
  /** Whether the dry run changed nothing. */
  readonly unchanged: boolean;
  /** What the person sees of the cluster. */
  readonly cluster: ClusterReader | undefined;
}

/** What one should know before the change is made. */
export function notesOn(circumstances: Circumstances): ChangeNote[] {
  const { change, workload, unchanged } = circumstances;
  const toZero =
    change.kind === 'scale' &&
    change.replicas === 0 &&
    replicasOf(workload) !== 0;
  return [
    ...(unchanged ? [{ kind: 'unchanged' } as const] : []),
    ...(toZero ? [{ kind: 'to-zero' } as const] : []),
    ...unbound(circumstances),
    ...autoscaled(circumstances),
    ...short(circumstances),
    ...outOfBounds(circumstances),
    ...kept(circumstances),
    ...budgets(circumstances),
  ];
}

/** What a revision from before a binding, or from another one, does not have of it. */
function unbound({ change, workload, after }: Circumstances): ChangeNote[] {
  const before = workload.spec?.template;
  const then = after?.spec?.template;
  if (change.kind !== 'roll-back' || !before || !then) return [];
  return recordsOf(workload.metadata ?? {}).flatMap(({ instance, secret }) => {
    const has = partsOf(usesOf(before, secret));
    const left = partsOf(usesOf(then, secret));
    const variables = has.variables.filter(v => !left.variables.includes(v));
    const files = has.files.filter(path => !left.files.includes(path));
    return variables.length + files.length > 0
      ? [{ kind: 'unbinds', instance, variables, files }]
      : [];
  });
}

function autoscaled({ target, change, cluster }: Circumstances): ChangeNote[] {
  if (change.kind !== 'scale') {
    return [];
  }
  const { kind, name, namespace } = target;
  const scales = ({ spec }: HorizontalPodAutoscaler) =>
    spec?.scaleTargetRef.kind === kind && spec.scaleTargetRef.name === name;
  return (cluster?.list('horizontalpodautoscalers', { namespace }) ?? [])
    .filter(scales)
    .map(found => {
      const autoscaler = found.metadata?.name ?? '';
      if (pausesAt(found, change.replicas)) {
        return { kind: 'autoscaler-pauses', autoscaler };
      }
      const { minReplicas = 1, maxReplicas = 1 } = found.spec ?? {};
      return {
        kind: 'autoscaled',
        autoscaler,
        min: minReplicas,
        max: maxReplicas,
      };
    });
}

/** Quotas that do not admit all pods that there would be more than there are. */
function short(circumstances: Circumstances): ChangeNote[] {
  const { target, change, workload, cluster } = circumstances;
  const template = workload.spec?.template;
  if (change.kind !== 'scale' || !cluster || !template) {
    return [];
  }
  const { status } = workload;
  const there = status && 'replicas' in status ? status.replicas : undefined;
  const pods = change.replicas - (there ?? replicasOf(workload) ?? 0);
  const { namespace } = target;
  return quotaShortages(template, pods, {
    quotas: cluster.list('resourcequotas', { namespace }),
    ranges: cluster.list('limitranges', { namespace }),
  }).map(shortage => ({ kind: 'quota', pods, ...shortage }));
}

/** Bounds that were set or narrowed after the pods that run came into being. */
function outOfBounds(circumstances: Circumstances): ChangeNote[] {
  const { target, workload, after = workload, cluster } = circumstances;
  const template = after.spec?.template;
  if (!cluster || !template || !makesPods(circumstances)) return [];
  const { namespace } = target;
  const ranges = cluster.list('limitranges', { namespace });
  const broken = [
    ...brokenLimits(template, ranges),
    ...brokenClaimLimits(newClaims(circumstances), ranges),
  ];
  return broken.length > 0 ? [{ kind: 'limit-range', broken }] : [];
}

/** Nothing comes into being of a workload that is scaled to zero. */
function makesPods({ change, workload }: Circumstances): boolean {
  const replicas = replicasOf(workload);
  return change.kind === 'scale'
    ? change.replicas > (replicas ?? 0)
    : replicas !== 0;
}

/** Claims of volumes that pods of new ordinals would bring with them. */
function newClaims({ target, change, workload, cluster }: Circumstances) {
  if (target.kind !== 'StatefulSet' || change.kind !== 'scale') return [];
  const { spec } = workload as StatefulSet;
  const first = (spec?.ordinals?.start ?? 0) + (spec?.replicas ?? 0);
  const last = (spec?.ordinals?.start ?? 0) + change.replicas - 1;
  const isThere = (name: string) =>
    cluster?.get('persistentvolumeclaims', {
      namespace: target.namespace,
      name,
    }) !== undefined;
  return (spec?.volumeClaimTemplates ?? []).filter(({ metadata }) =>
    Array.from({ length: last - first + 1 }, (_, n) => first + n).some(
      ordinal => !isThere(`${metadata?.name}-${target.name}-${ordinal}`),
    ),
  );
}

/** Who will set it again: whatever keeps it as git says at once, Helm the next time. */
function kept({ change, workload }: Circumstances): ChangeNote[] {
  const keeper = keeperOf(workload);
  if (change.kind === 'delete-pod' || keeper === undefined) {
    return [];
  }
  if (keeper !== 'helm') {
    return [{ kind: 'kept-by-git', by: keeper }];
  }
  const setsReplicas = ownersOf(workload, ['spec', 'replicas']).some(manager =>
    /^helm$/i.test(manager),
  );
  const setAgain =
    change.kind === 'roll-back' || (change.kind === 'scale' && setsReplicas);
  return setAgain ? [{ kind: 'next-deployment' }] : [];
}

function budgets({ target, change, pod, cluster }: Circumstances) {
  if (change.kind !== 'delete-pod') {
    return [];
  }
  const { namespace } = target;
  const labels = pod?.metadata?.labels ?? {};
  return (cluster?.list('poddisruptionbudgets', { namespace }) ?? [])
    .filter(budget => protects(budget, labels))
    .map(({ metadata, status }) => ({
      kind: 'budget' as const,
      budget: metadata?.name ?? '',
      allowed: status?.disruptionsAllowed ?? 0,
    }));
}

function protects({ spec }: PodDisruptionBudget, labels: Labels): boolean {
  return (
    spec?.selector !== undefined &&
    selects(requirementsOf(spec.selector), labels)
  );
}
