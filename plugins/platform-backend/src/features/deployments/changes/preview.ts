import type {
  ChangePreview,
  ChangeRequest,
} from '@pilothouse/plugin-platform-common';
import type { ClusterReader } from '@pilothouse/plugin-platform-node';
import {
  preconditionOf,
  toYaml,
  type Trial,
  type Workload,
} from '../../../kube/write';
import { notesOn } from './notes';

/**
 * What a person is shown of a change that was tried.
 *
 * @param cluster - what they see of the cluster
 */
export function previewOf(
  { target, change }: ChangeRequest,
  { draft, after, conflicts }: Trial,
  cluster: ClusterReader | undefined,
): ChangePreview {
  const { object, objectKind, workload } = draft;
  const texts = {
    before: toYaml(object),
    after: after ? toYaml(after) : '',
  };
  const ref = {
    ...target,
    kind: objectKind,
    name: object.metadata?.name ?? target.name,
  };
  const deletes = change.kind === 'delete-pod';
  return {
    precondition: preconditionOf(object),
    diffs: [{ ref, ...texts }],
    conflicts: [...conflicts],
    notes: notesOn({
      target,
      change,
      workload,
      after: deletes ? undefined : (after as Workload | undefined),
      pod: deletes ? object : undefined,
      unchanged: texts.before === texts.after,
      cluster,
    }),
  };
}
