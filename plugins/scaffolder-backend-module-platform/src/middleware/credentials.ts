import { createHash } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  instanceNameSchema,
  type InstanceDetail,
  type InstanceRef,
  type OrderedInstance,
} from '@pilothouse/plugin-platform-common';
import { OutcomeError } from '../actions/plainly';
import { poll } from '../actions/poll';
import type { Surroundings } from '../actions/Surroundings';
import type { Maker } from '../things/Handlers';
import { instanceFor } from './waiting';

type Credentials = InstanceDetail['credentials'][number];

const maxNameLength = 40;
const hashLength = 8;

/**
 * Name of the credentials that a service asks for: its own, so that giving them back takes
 * them from no other. What does not fit ends with a hash of the whole.
 */
export function grantNameFor(instance: string, service: string): string {
  const whole = `${instance}-${service}`;
  if (instanceNameSchema.safeParse(whole).success) return whole;
  const hash = createHash('sha256')
    .update(whole)
    .digest('hex')
    .slice(0, hashLength);
  const start = instanceNameSchema.safeParse(`${instance[0]}`).success
    ? whole
    : service;
  const cut = start
    .replace(/[^-a-z0-9]/g, '-')
    .slice(0, maxNameLength - hashLength - 1)
    .replace(/-+$/, '');
  return `${cut}-${hash}`;
}

/**
 * Asks for credentials of an instance for one service, unless that was done, and waits for
 * them.
 *
 * @throws OutcomeError when they are not there in time, or were refused
 */
export async function askForCredentials(
  surroundings: Surroundings,
  asked: {
    /** Whether it is enough to know where they will be. */
    readonly ahead?: boolean;
    readonly instance: InstanceRef;
    readonly service: string;
    readonly timeoutMs: number;
  },
  { maker, who }: { readonly maker: Maker; readonly who: BackstageCredentials },
  signal?: AbortSignal,
): Promise<Credentials> {
  const { claiming, handlers, middleware, pauseMs } = surroundings;
  const { ahead = false, instance: ref, service, timeoutMs } = asked;
  const { cluster, namespace } = ref;
  const name = grantNameFor(ref.name, service);
  const { resource } = await middleware.grantForm(who, ref, signal);
  const kind = 'credentials' as const;
  const thing = { kind, cluster, namespace, name, resource };
  const isNew =
    (await claiming.ifNew(maker, thing, signal)) &&
    !(await handlers.credentials.exists(thing, maker, signal));
  if (isNew) {
    const request = { ref, name, task: maker.taskId };
    try {
      await middleware.grant(who, request, signal);
    } catch (error) {
      // Somebody has asked for some of that name since it was claimed.
      if (error instanceof ConflictError) await claiming.leave(maker, thing);
      throw error;
    }
  }
  return poll<Credentials>(
    async () => {
      const awaited = { ref, task: maker.taskId, who };
      const seen = await instanceFor(surroundings, awaited, signal);
      const found = seen?.credentials.find(({ grant }) => grant?.name === name);
      const isThere = hasGrant(seen, { instance: ref.name, name });
      return isThere || (ahead && found?.secret) ? found : undefined;
    },
    {
      pauseMs,
      timeoutMs,
      late: () =>
        new OutcomeError(
          `The credentials ${name} of ${ref.name} are not there after ${
            timeoutMs / 60_000
          } minutes`,
        ),
      signal,
    },
  );
}

/**
 * Whether credentials are there that were asked for.
 *
 * @throws OutcomeError when they were refused
 */
export function hasGrant(
  seen: OrderedInstance | undefined,
  { instance, name }: { readonly instance: string; readonly name: string },
): boolean {
  const grant = seen?.credentials.find(
    each => each.grant?.name === name,
  )?.grant;
  if (grant?.status !== 'failed') return grant?.status === 'healthy';
  throw new OutcomeError(
    `The credentials ${name} of ${instance} were refused. The page of the instance in the marketplace says more`,
  );
}
