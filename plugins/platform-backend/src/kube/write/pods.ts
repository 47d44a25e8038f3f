import { ConflictError, NotFoundError } from '@backstage/errors';
import type { ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import { pathOf } from './paths';
import type { PersonalClient } from './PersonalClient';
import { isOwnedBy, type Target, type Workload } from './workload';

/**
 * The pod of that name, if it is the one that was looked at and belongs to the workload.
 *
 * @throws ConflictError when another pod has taken its name
 * @throws NotFoundError when it is no pod of the workload
 */
export async function podOf(
  client: PersonalClient,
  { target, workload }: { target: Target; workload: Workload },
  { pod: name, uid }: { readonly pod: string; readonly uid: string },
): Promise<Pod> {
  const { namespace, kind } = target;
  const missing = `The ${kind} ${target.name} has no pod ${name} in the namespace ${namespace} of the cluster ${target.cluster}`;
  const pod = await client.read<Pod>(pathOf('pods', namespace, name), missing);
  if (pod.metadata?.uid !== uid) {
    throw new ConflictError(
      `The pod ${name} has been replaced by another one of its name since you looked`,
    );
  }
  const owners =
    kind === 'Deployment'
      ? await replicaSetsOver(client, namespace, pod)
      : [pod];
  if (!owners.some(owner => isOwnedBy(owner, workload.metadata?.uid))) {
    throw new NotFoundError(missing);
  }
  return pod;
}

async function replicaSetsOver(
  client: PersonalClient,
  namespace: string,
  pod: Pod,
): Promise<ReplicaSet[]> {
  const owners = (pod.metadata?.ownerReferences ?? []).filter(
    ({ kind, controller }) => kind === 'ReplicaSet' && controller,
  );
  const found = await Promise.all(
    owners.map(({ name }) =>
      client.read<ReplicaSet>(pathOf('replicasets', namespace, name)),
    ),
  );
  return found.filter(({ metadata }) =>
    owners.some(({ uid }) => uid === metadata?.uid),
  );
}
