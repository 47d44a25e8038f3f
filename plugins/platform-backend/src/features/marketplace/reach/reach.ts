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
  if (!(await isNamespaceClosed(client, order))) return [];
  const request = policyRequest(item, order);
  const right = rightTo('order', { kind: policiesKind }, request.name);
  await rights.assertMay(acting, right, order);
  const writing = { item: { kind: policiesKind }, version: 'v1' };
  const trial = await writer.try(acting.viewer, request, writing);
  return [{ request, writing, trial, isReach: true }];
}

/** Who may not read policies orders as if there were none. */
async function isNamespaceClosed(
  client: PersonalClient,
  { namespace }: Pick<OrderRequest, 'namespace'>,
): Promise<boolean> {
  const { group, plural } = policiesKind;
  const answer = await client.send({
    path: `/apis/${group}/v1/namespaces/${encodeURIComponent(
      namespace,
    )}/${plural}`,
  });
  if (answer.status === 403) return false;
  if (!answer.ok) throw errorOf(client.cluster, answer);
  return isClosed(policyListSchema.parse(answer.json()).items);
}
