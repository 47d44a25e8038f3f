import type { Image, Revision } from '@pilothouse/plugin-platform-common';
import type { ControllerRevision, ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Pod, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { Surroundings } from './around';
import { conditionOf } from './conditions';
import { digestOf, versionOf } from './images';
import { currentSinceOf, wasTakenAgain } from './current-since';
import { everReadyOf, isRefusedFromStart } from './ever-ready';
import { REVISION } from './rollout';
import { templateChanges } from './template-changes';
import type { Workload } from './workload';

const CHANGE_CAUSE = 'kubernetes.io/change-cause';
const CONTROLLER_HASH = 'controller-revision-hash';

/** The states that a workload's template was in, newest first. */
export function revisionsOf(surroundings: Surroundings): Revision[] {
  const { workload, replicaSets, controllerRevisions } = surroundings;
  const revisions =
    workload.kind === 'Deployment'
      ? replicaSets.map(one => ofReplicaSet(one, surroundings))
      : controllerRevisions.map(one => ofController(one, surroundings));
  revisions.sort(
    ({ revision: one }, { revision: other }) =>
      other.revision - one.revision || (one.name < other.name ? -1 : 1),
  );
  return revisions.map(({ template, revision }, index) => {
    const before = revisions.at(index + 1)?.template;
    const known = template && before;
    return known
      ? { ...revision, changes: templateChanges(before, template) }
      : revision;
  });
}

/** A revision with its template, where that is kept. */
interface Kept {
  readonly template?: PodTemplateSpec;
  readonly revision: Revision;
}

/** The number of the revision that a pod is of. */
export function revisionOfPod(
  pod: Pod,
  { replicaSets, controllerRevisions }: Surroundings,
): number | undefined {
  const owners = pod.metadata?.ownerReferences ?? [];
  const replicaSet = replicaSets.find(({ metadata }) =>
    owners.some(({ uid }) => uid === metadata?.uid),
  );
  if (replicaSet) return numberOf(replicaSet);
  return controllerRevisions.find(one => isOf(pod, one))?.revision;
}

function numberOf({ metadata }: ReplicaSet): number {
  return Number(metadata?.annotations?.[REVISION] ?? 0);
}

function ofReplicaSet(
  replicaSet: ReplicaSet,
  { workload, pods, replicaSets, events }: Surroundings,
): Kept {
  const { metadata, spec, status } = replicaSet;
  const revision = numberOf(replicaSet);
  const own = pods
    .map(({ pod }) => pod)
    .filter(pod =>
      pod.metadata?.ownerReferences?.some(({ uid }) => uid === metadata?.uid),
    );
  return keptOf(replicaSet, workload, {
    number: revision,
    current: String(revision) === workload.metadata.annotations?.[REVISION],
    all: replicaSets,
    kept: spec?.template,
    shown: spec?.template ?? {},
    own,
    desired: spec?.replicas ?? 0,
    ready: status?.readyReplicas ?? 0,
    refused: isRefusedFromStart(replicaSet, events),
  });
}

function ofController(
  controllerRevision: ControllerRevision,
  { workload, pods, controllerRevisions }: Surroundings,
): Kept {
  const { revision } = controllerRevision;
  const own = pods
    .map(({ pod }) => pod)
    .filter(pod => isOf(pod, controllerRevision));
  const kept = templateOf(controllerRevision);
  return keptOf(controllerRevision, workload, {
    number: revision,
    current: isCurrent(controllerRevision, workload, controllerRevisions),
    all: controllerRevisions,
    kept,
    shown: kept ?? workload.template,
    own,
    desired: own.length,
    ready: own.filter(pod => conditionOf(pod, 'Ready')?.status === 'True')
      .length,
  });
}

/** What a revision is said to be, whichever kind of object holds it. */
function keptOf(
  holder: ReplicaSet | ControllerRevision,
  workload: Workload,
  told: {
    readonly number: number;
    readonly current: boolean;
    /** All of the workload's that hold one. */
    readonly all: readonly (ReplicaSet | ControllerRevision)[];
    readonly kept?: PodTemplateSpec;
    /** The template of which version and images are told. */
    readonly shown: PodTemplateSpec;
    readonly own: readonly Pod[];
    readonly desired: number;
    readonly ready: number;
    readonly refused?: boolean;
  },
): Kept {
  const { metadata } = holder;
  const { number, current, all, kept, shown, own } = told;
  const { desired, ready, refused } = told;
  const createdAt = metadata?.creationTimestamp;
  return {
    template: kept,
    revision: {
      revision: number,
      name: metadata?.name ?? '',
      current,
      createdAt,
      currentSince: current ? currentSinceOf(holder, all, workload) : undefined,
      version: versionOf(shown),
      changeCause: metadata?.annotations?.[CHANGE_CAUSE],
      images: imagesOf(shown, own),
      desired,
      ready,
      everReady: everReadyOf(own, {
        ready,
        createdAt,
        takenAgain: wasTakenAgain(holder, current ? all : []),
        refused,
      }),
    },
  };
}

function isCurrent(
  { metadata, revision }: ControllerRevision,
  workload: Workload,
  all: readonly ControllerRevision[],
): boolean {
  return workload.kind === 'StatefulSet'
    ? metadata?.name === workload.object.status?.updateRevision
    : all.every(other => other.revision <= revision);
}

/** The templates of a workload that are kept, the newest first. */
export function keptTemplates({
  workload,
  replicaSets,
  controllerRevisions,
}: Pick<
  Surroundings,
  'workload' | 'replicaSets' | 'controllerRevisions'
>): KeptTemplate[] {
  const all =
    workload.kind === 'Deployment'
      ? replicaSets.map(one => ({
          number: numberOf(one),
          holder: one,
          template: one.spec?.template,
        }))
      : controllerRevisions.map(one => ({
          number: one.revision,
          holder: one,
          template: templateOf(one),
        }));
  const holders = all.map(({ holder }) => holder);
  return all
    .sort((one, other) => other.number - one.number)
    .map(({ holder, template }) => ({
      template,
      holder,
      createdAt: holder.metadata?.creationTimestamp,
      takenAgain: wasTakenAgain(holder, holders),
    }));
}

/** A template of a workload, and since when it is kept. */
export interface KeptTemplate {
  readonly template?: PodTemplateSpec;
  readonly holder: ReplicaSet | ControllerRevision;
  readonly createdAt?: string;
  /** Whether it was left and gone back to. */
  readonly takenAgain: boolean;
}

/** A ControllerRevision holds a patch of the workload with its whole template. */
function templateOf({ data }: ControllerRevision): PodTemplateSpec | undefined {
  const patch = data as
    | { readonly spec?: { readonly template?: PodTemplateSpec } }
    | undefined;
  return patch?.spec?.template;
}

/** StatefulSets label pods with the revision's name, DaemonSets with the hash in it. */
function isOf(pod: Pod, { metadata }: ControllerRevision): boolean {
  const hash = pod.metadata?.labels?.[CONTROLLER_HASH];
  return (
    hash !== undefined &&
    (hash === metadata?.name || hash === metadata?.labels?.[CONTROLLER_HASH])
  );
}

function imagesOf(template: PodTemplateSpec, pods: readonly Pod[]): Image[] {
  const statuses = pods
    .flatMap(({ status }) => status?.containerStatuses ?? [])
    .filter(({ imageID }) => digestOf(imageID))
    .sort((one, other) => (one.imageID < other.imageID ? -1 : 1));
  return (template.spec?.containers ?? []).map(({ name, image = '' }) => ({
    container: name,
    image,
    digest: digestOf(statuses.find(one => one.name === name)?.imageID),
  }));
}
