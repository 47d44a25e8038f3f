import type { KubeRest } from '../../kube/rest.ts';
import { isKubeError } from '../../kube/rest.ts';
import { reachableAt } from '../../middleware/operator/hosted.ts';
import {
  isReady,
  type Pod,
  type Secret,
} from '../../middleware/operator/objects.ts';
import {
  askRedis,
  REDIS_PORT,
  type RedisAccess,
} from '../../middleware/redis/redis-client.ts';
import type { RedisResource } from './model.ts';

/** What a server says of its part in a replication. */
export interface Server {
  readonly pod: string;
  readonly role: 'master' | 'slave';
  /** How many replicas follow it. */
  readonly replicas: number;
}

/** What is known of the servers of a resource: those that cannot be asked are not among them. */
export type Servers = readonly Server[];

/** Reaches the servers of resources as the operator does: by their pods' addresses. */
export class ServerAccess {
  readonly #rest: Pick<KubeRest, 'json'>;
  readonly #podPrefix: string;

  constructor(rest: Pick<KubeRest, 'json'>, podPrefix: string) {
    this.#rest = rest;
    this.#podPrefix = podPrefix;
  }

  /** Asks each ready pod for its part in the replication. */
  async look(resource: RedisResource, pods: readonly Pod[]): Promise<Servers> {
    const ready = pods.filter(isReady);
    if (ready.length === 0) return [];
    const user = await this.#user(resource);
    const asked = ready.map(async pod => {
      const [info] = await askRedis(this.#accessOf(pod, user), [
        ['INFO', 'replication'],
      ]);
      return readReplication(pod.metadata?.name ?? '', info ?? '');
    });
    const answers = await Promise.allSettled(asked);
    return answers.flatMap(answer =>
      answer.status === 'fulfilled' && answer.value ? [answer.value] : [],
    );
  }

  /** Makes a server the replica of another. */
  async follow(resource: RedisResource, pod: Pod, master: Pod): Promise<void> {
    const user = await this.#user(resource);
    const { host } = this.#accessOf(master, user);
    await askRedis(this.#accessOf(pod, user), [
      ['REPLICAOF', host, String(REDIS_PORT)],
    ]);
  }

  #accessOf({ metadata, status }: Pod, user: RedisAccess['user']): RedisAccess {
    const host = reachableAt(this.#podPrefix, status?.podIP);
    if (!host) throw new Error(`${metadata?.name} has no address yet.`);
    return { host, port: REDIS_PORT, user };
  }

  async #user({ metadata, spec }: RedisResource): Promise<RedisAccess['user']> {
    const { redisSecret } = spec.kubernetesConfig;
    if (!redisSecret) return undefined;
    const path = `/api/v1/namespaces/${metadata?.namespace}/secrets/${redisSecret.name}`;
    const secret = await this.#rest.json<Secret>(path).catch(error => {
      if (isKubeError(error, 404)) return undefined;
      throw error;
    });
    const data = secret?.data?.[redisSecret.key];
    return data === undefined
      ? undefined
      : { name: 'default', password: Buffer.from(data, 'base64').toString() };
  }
}

/** Reads what `INFO replication` says; undefined for what is no such answer. */
export function readReplication(pod: string, info: string): Server | undefined {
  const value = (name: string) =>
    new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const role = value('role');
  return role === 'master' || role === 'slave'
    ? { pod, role, replicas: Number(value('connected_slaves') ?? 0) }
    : undefined;
}
