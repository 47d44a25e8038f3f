import { isDeepStrictEqual } from 'node:util';
import type {
  BindingNote,
  BindingPreview,
  BindingRequest,
} from '@pilothouse/plugin-platform-common';
import type { ClusterReader } from '@pilothouse/plugin-platform-node';
import {
  keeperOf,
  preconditionOf,
  replicasOf,
  toYaml,
  type Workload,
} from '../../../kube/write';
import type { BindingTrial } from './BindingWriter';
import type { AddressSecret } from './address';
import { partsOf, usesOf } from './uses';

/**
 * What a person is shown of a binding that was tried.
 *
 * @param cluster - what they see of the cluster
 * @param provided - what is made before
 */
export function previewOf(
  { target, ...request }: BindingRequest,
  trial: BindingTrial,
  cluster: ClusterReader | undefined,
  provided?: AddressSecret,
): BindingPreview {
  const { before, after } = trial;
  return {
    precondition: preconditionOf(before),
    diff: { ref: target, before: toYaml(before), after: toYaml(after) },
    notes: [
      ...unchanged(trial),
      ...going(request.secret, trial),
      ...restarts(trial),
      ...kept(before),
      ...(request.kind === 'bind'
        ? missing(request.secret, target.namespace, cluster, provided)
        : []),
    ],
  };
}

function unchanged({ before, after }: BindingTrial): BindingNote[] {
  return toYaml(before) === toYaml(after) ? [{ kind: 'unchanged' }] : [];
}

/** What of the Secret the service has now, and will not have any more. */
function going(secret: string, { before, after }: BindingTrial): BindingNote[] {
  const had = partsOf(usesOf(before.spec?.template ?? {}, secret));
  const has = partsOf(usesOf(after.spec?.template ?? {}, secret));
  const variables = had.variables.filter(each => !has.variables.includes(each));
  const files = had.files.filter(each => !has.files.includes(each));
  return variables.length + files.length > 0
    ? [{ kind: 'goes', variables, files }]
    : [];
}

function restarts({ before, after }: BindingTrial): BindingNote[] {
  if (isDeepStrictEqual(before.spec?.template, after.spec?.template)) return [];
  const pods = podsOf(before);
  return [{ kind: isOnDelete(before) ? 'on-delete' : 'restarts', pods }];
}

function podsOf(workload: Workload): number {
  const { status } = workload;
  const scheduled =
    status && 'desiredNumberScheduled' in status
      ? status.desiredNumberScheduled
      : undefined;
  return replicasOf(workload) ?? scheduled ?? 0;
}

function isOnDelete({ spec }: Workload): boolean {
  return (
    spec !== undefined &&
    'updateStrategy' in spec &&
    spec.updateStrategy?.type === 'OnDelete'
  );
}

function kept(workload: Workload): BindingNote[] {
  const by = keeperOf(workload);
  return by === 'argo-cd' || by === 'flux' ? [{ kind: 'kept-by-git', by }] : [];
}

function missing(
  secret: string,
  namespace: string,
  cluster: ClusterReader | undefined,
  provided: AddressSecret | undefined,
): BindingNote[] {
  const known = cluster?.kindState('secrets', namespace).kind === 'live';
  if (cluster?.get('secrets', { namespace, name: secret })) return [];
  if (provided) return [{ kind: 'makes-secret', secret }];
  return known ? [{ kind: 'secret-missing', secret }] : [];
}
