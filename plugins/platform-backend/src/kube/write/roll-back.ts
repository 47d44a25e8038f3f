import { NotFoundError } from '@backstage/errors';
import type { ControllerRevision, ReplicaSet } from 'kubernetes-types/apps/v1';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { z } from 'zod';
import {
  isOwnedBy,
  preconditionOf,
  type Target,
  type Workload,
} from './workload';

/** A state of a workload that it can go back to. */
export interface PastState {
  readonly template: PodTemplateSpec;
  /** Why it came to be, as `kubectl` keeps it. */
  readonly changeCause?: string;
}

const revisionAnnotation = 'deployment.kubernetes.io/revision';
const changeCauseAnnotation = 'kubernetes.io/change-cause';
const templateHash = 'pod-template-hash';

const revisionDataSchema = z.object({
  spec: z.object({ template: z.record(z.string(), z.unknown()) }),
});

/**
 * The template that a Deployment had at a revision, from the ReplicaSet that kept it.
 *
 * @throws NotFoundError when it is no longer kept
 */
export function pastOfDeployment(
  target: Target,
  { metadata }: Workload,
  replicaSets: readonly ReplicaSet[],
  revision: number,
): PastState {
  const found = replicaSets.find(
    replicaSet =>
      isOwnedBy(replicaSet, metadata?.uid) &&
      replicaSet.metadata?.annotations?.[revisionAnnotation] ===
        String(revision),
  );
  const template = found?.spec?.template;
  if (!template) {
    throw noSuchRevision(target, revision);
  }
  const { [templateHash]: _hash, ...labels } = template.metadata?.labels ?? {};
  return {
    template: { ...template, metadata: { ...template.metadata, labels } },
    changeCause: found?.metadata?.annotations?.[changeCauseAnnotation],
  };
}

/**
 * The template that a StatefulSet or DaemonSet had at a revision.
 *
 * @throws NotFoundError when it is no longer kept
 */
export function pastOfSet(
  target: Target,
  { metadata }: Workload,
  revisions: readonly ControllerRevision[],
  revision: number,
): PastState {
  const found = revisions.find(
    each => isOwnedBy(each, metadata?.uid) && each.revision === revision,
  );
  const data = revisionDataSchema.safeParse(found?.data);
  if (!found || !data.success) {
    throw noSuchRevision(target, revision);
  }
  // It is kept as a strategic merge patch, which says so in a field of its own.
  const { $patch: _patch, ...template } = data.data.spec.template;
  return {
    template,
    changeCause: found.metadata?.annotations?.[changeCauseAnnotation],
  };
}

function noSuchRevision({ kind, name }: Target, revision: number): Error {
  return new NotFoundError(
    `Revision ${revision} of the ${kind} ${name} is no longer kept by the cluster; choose another one`,
  );
}

/** A JSON patch that goes back, and fails when the object is not the one that was read. */
export function rollBackPatch(workload: Workload, past: PastState): object[] {
  const { uid, resourceVersion } = preconditionOf(workload);
  return [
    { op: 'test', path: '/metadata/uid', value: uid },
    { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
    { op: 'replace', path: '/spec/template', value: past.template },
    ...changeCausePatch(workload, past.changeCause),
  ];
}

/** The cause goes with the template, or the old revision would bear the newest one's. */
function changeCausePatch(
  { metadata }: Workload,
  changeCause: string | undefined,
): object[] {
  const annotations = metadata?.annotations;
  const path = `/metadata/annotations/${changeCauseAnnotation.replace(
    '/',
    '~1',
  )}`;
  if (changeCause === annotations?.[changeCauseAnnotation]) {
    return [];
  }
  if (changeCause === undefined) {
    return [{ op: 'remove', path }];
  }
  return annotations
    ? [{ op: 'add', path, value: changeCause }]
    : [
        {
          op: 'add',
          path: '/metadata/annotations',
          value: { [changeCauseAnnotation]: changeCause },
        },
      ];
}
