import { z } from 'zod';

const TIMEOUT_MS = 5_000;

/** Ids are numbers of 64 bits, which its gateway writes as decimal digits. */
const idSchema = z.string().regex(/^\d+$/);

const membersSchema = z.object({
  members: z
    .array(
      z.object({
        ID: idSchema,
        /** Empty until the member has begun. */
        name: z.string().default(''),
        peerURLs: z.array(z.string()).default([]),
        isLearner: z.boolean().default(false),
      }),
    )
    .default([]),
});

const statusSchema = z.object({
  header: z.object({ member_id: idSchema }),
  version: z.string(),
  /** Left out while there is none. */
  leader: idSchema.optional(),
});

const healthSchema = z.object({ health: z.string() });

const refusalSchema = z.object({ message: z.string() });

/** A member, as the cluster knows it. */
export type Member = z.infer<typeof membersSchema>['members'][number];

/** What a member says of itself. */
export interface MemberAnswer {
  readonly id: string;
  readonly version: string;
  readonly leader?: string;
  /** Whether it can answer in agreement with the others; a learner never does. */
  readonly isHealthy: boolean;
}

/** One member of an etcd cluster, by the JSON gateway of its client port. */
export class EtcdClient {
  readonly #url: string;

  /** @param url - for example `http://127.1.0.5:2379` */
  constructor(url: string) {
    this.#url = url;
  }

  /** @throws where the member does not answer */
  async answer(): Promise<MemberAnswer> {
    // First, since one that is healthy knows its leader.
    const isHealthy = await this.#isHealthy();
    const { header, version, leader } = statusSchema.parse(
      await this.#call('/v3/maintenance/status', {}),
    );
    return { id: header.member_id, version, leader, isHealthy };
  }

  async members(): Promise<Member[]> {
    const found = await this.#call('/v3/cluster/member/list', {});
    return membersSchema.parse(found).members;
  }

  /** Adds a member that does not vote yet. */
  async addLearner(peerURL: string): Promise<void> {
    const body = { peerURLs: [peerURL], isLearner: true };
    await this.#call('/v3/cluster/member/add', body);
  }

  /** @throws in etcd's words while the learner is behind the leader */
  async promote(ID: string): Promise<void> {
    await this.#call('/v3/cluster/member/promote', { ID });
  }

  async remove(ID: string): Promise<void> {
    await this.#call('/v3/cluster/member/remove', { ID });
  }

  async #isHealthy(): Promise<boolean> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(`${this.#url}/health`, { signal });
    const read = healthSchema.safeParse(await answer.json());
    return read.success && read.data.health === 'true';
  }

  async #call(path: string, body: object): Promise<unknown> {
    const answer = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said: unknown = await answer.json();
    if (answer.ok) return said;
    const refusal = refusalSchema.safeParse(said);
    const because = refusal.success ? refusal.data.message : answer.statusText;
    throw new Error(`etcd: ${because}`);
  }
}
