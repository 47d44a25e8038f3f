import { NotAllowedError } from '@backstage/errors';
import type { OrderRequest } from '@pilothouse/plugin-platform-common';
import type { KubeService } from '../../../kube/KubeService';
import { errorOf, PersonalClient } from '../../../kube/write';
import type { Rights } from '../../../rights';
import type { Acting } from '../acting';
import type { TriedBeside } from '../beside';
import type { InstanceWriter } from '../InstanceWriter';
import { rightTo } from '../rights';
import {
  hasPods,
  isClosed,
  policiesKind,
  policyListSchema,
  policyRequest,
} from './policy';

interface Dependencies {
  readonly clusters: Pick<KubeService, 'request'>;
  readonly rights: Pick<Rights, 'assertMay'>;
  readonly writer: Pick<InstanceWriter, 'try'>;
}

/**
 * The NetworkPolicy that something new needs, as a dry run tells, where its namespace keeps
 * all pods from being reached; none elsewhere, as it would close what is open.
 *
 * @throws NotAllowedError for whom the cluster lets make none there
 */
export async function tryReach(
  { clusters, rights, writer }: Dependencies,
  acting: Acting,
  order: OrderRequest,
): Promise<TriedBeside[]> {
  const { item } = acting.writing;
  if (order.changes || !hasPods(item, order)) return [];
  const client = new PersonalClient(clusters, order.cluster, acting.viewer);
  if (!(await isNamespaceClosed(client, clusters, order))) return [];
  const request = policyRequest(item, order);
  const right = rightTo('order', { kind: policiesKind }, request.name);
  await rights.assertMay(acting, right, order);
  const writing = { item: { kind: policiesKind }, version: 'v1' };
  const trial = await writer.try(acting.viewer, request, writing);
  return [{ request, writing, trial, isReach: true }];
}

/**
 * Where somebody may not read policies, the portal reads them, and tells no more of them than
 * whether what is ordered would be reached.
 */
async function isNamespaceClosed(
  client: PersonalClient,
  clusters: Dependencies['clusters'],
  { cluster, namespace }: Pick<OrderRequest, 'cluster' | 'namespace'>,
): Promise<boolean> {
  const { group, plural } = policiesKind;
  const request = {
    path: `/apis/${group}/v1/namespaces/${encodeURIComponent(
      namespace,
    )}/${plural}`,
  };
  const own = await client.send(request);
  const answer =
    own.status === 403 ? await clusters.request(cluster, request) : own;
  if (answer.status === 403) {
    throw new NotAllowedError(
      `It is not known whether anybody could reach it in the namespace ${namespace} of the cluster ${cluster}: neither you nor the portal may list NetworkPolicies there. Ask a platform engineer for that right`,
    );
  }
  if (!answer.ok) throw errorOf(cluster, answer);
  return isClosed(policyListSchema.parse(answer.json()).items);
}
