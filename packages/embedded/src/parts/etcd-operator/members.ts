import { reachableAt } from '../../middleware/operator/hosted.ts';
import type { Pod } from '../../middleware/operator/objects.ts';
import { EtcdClient, type Member, type MemberAnswer } from './etcd-client.ts';
import { ports } from './model.ts';

/** What the members of a cluster say. */
export interface Seen {
  /** The cluster's own list, from a member that answers; undefined where none does. */
  readonly members?: readonly Member[];
  /** What members say of themselves, by the names of their pods; those that answer. */
  readonly answers: Readonly<Record<string, MemberAnswer>>;
}

/** Asks each pod that runs. */
export async function look(
  podPrefix: string,
  pods: readonly Pod[],
): Promise<Seen> {
  const asked = pods.map(async pod => {
    const client = clientOf(podPrefix, pod);
    if (!client) return undefined;
    const answer = await client.answer();
    return { pod: pod.metadata?.name ?? '', client, answer };
  });
  const heard = (await Promise.allSettled(asked)).flatMap(result =>
    result.status === 'fulfilled' && result.value ? [result.value] : [],
  );
  const answers = Object.fromEntries(
    heard.map(({ pod, answer }) => [pod, answer]),
  );
  const [teller] = heard.filter(({ answer }) => answer.isHealthy);
  return { answers, ...(teller && { members: await teller.client.members() }) };
}

/** Whether a member of that id answers in agreement with the others. */
export function isHealthy({ answers }: Seen, id: string): boolean {
  return Object.values(answers).some(
    answer => answer.id === id && answer.isHealthy,
  );
}

/** A client of a member; undefined while its pod has no address. */
export function clientOf(
  podPrefix: string,
  { metadata, status }: Pod,
): EtcdClient | undefined {
  const isGone = metadata?.deletionTimestamp || status?.phase !== 'Running';
  const host = reachableAt(podPrefix, status?.podIP);
  return isGone || !host
    ? undefined
    : new EtcdClient(`http://${host}:${ports.client}`);
}
