import { createHash } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  type OrderedInstance,
  variableFor,
  type BindingErrand,
  type ErrandRef,
} from '@pilothouse/plugin-platform-common';
import type { Surroundings } from '../actions/Surroundings';
import type { Maker } from '../things/Handlers';
import { askForCredentials } from './credentials';
import { instanceFor, isHealthy, untilInstance, type Awaited } from './waiting';

const minuteMs = 60_000;
const defaultMinutes = 10;

/** What a template wants bound. */
export interface WantedBinding extends Pick<ErrandRef, 'instance' | 'target'> {
  /** Which of its Secrets; the first unless told. */
  readonly secret?: string;
  readonly container?: string;
  readonly as?: 'env' | 'files';
  /** Of the variables. */
  readonly prefix?: string;
  /** Which keys become variables; all unless told. */
  readonly keys?: string[];
  readonly timeoutMinutes?: number;
  /** Whether it is bound later, so that it is enough to know where the credentials will be. */
  readonly ahead?: boolean;
}

/** Tells apart what steps want of the same two, by the words of the template. */
export function wishOf(
  wanted: Omit<WantedBinding, 'ahead' | 'instance' | 'target'>,
): string {
  const { secret, container, as, prefix, keys } = wanted;
  const words = JSON.stringify([secret, container, as, prefix, keys]);
  return createHash('sha256').update(words).digest('hex');
}

/**
 * What is to be bound, and how. Where credentials are had by asking, it asks for them.
 *
 * @returns undefined for an instance that has no credentials
 * @throws NotFoundError where there is no such instance
 * @throws InputError where it has not what is wanted
 * @throws AuthenticationError when the session has ended
 */
export async function requestFor(
  surroundings: Surroundings,
  wanted: WantedBinding,
  { maker, who }: { readonly maker: Maker; readonly who: BackstageCredentials },
  signal?: AbortSignal,
): Promise<BindingErrand['request'] | undefined> {
  const { ahead, instance, target, prefix = 'DB_' } = wanted;
  const { timeoutMinutes = defaultMinutes } = wanted;
  const awaited = { ref: instance, task: maker.taskId, who };
  const found = await instanceFor(surroundings, awaited, signal);
  if (!found) {
    throw new NotFoundError(
      `There is no ${instance.item} ${instance.name} in the namespace ${instance.namespace} of the cluster ${instance.cluster}: order it first`,
    );
  }
  const asks = found.grants && !wanted.secret;
  const credentials = asks
    ? await askForCredentials(
        surroundings,
        {
          ...{ ahead, instance, service: target.name },
          timeoutMs: timeoutMinutes * minuteMs,
        },
        { maker, who },
        signal,
      )
    : wantedOf(
        ahead ? await untilTold(surroundings, awaited, wanted, signal) : found,
        wanted,
      );
  if (!credentials && !wanted.secret && !wanted.keys) return undefined;
  if (!credentials) {
    throw new InputError(
      `${instance.name} has no Secret ${wanted.secret ?? 'yet'}`,
    );
  }
  const { secret } = credentials;
  const keys = wanted.keys ?? credentials.keys;
  const asFiles =
    (wanted.as ?? (keys.length > 0 ? 'env' : 'files')) === 'files';
  const variables = keys.map(key => ({ name: variableFor(prefix, key), key }));
  return {
    ...{ kind: 'bind', instance, secret, target },
    ...(wanted.container && { container: wanted.container }),
    form: asFiles ? { kind: 'files' } : { kind: 'env', variables },
  };
}

/** Waits until an instance tells where its credentials will be, or has none for sure. */
function untilTold(
  surroundings: Surroundings,
  awaited: Awaited,
  { secret, timeoutMinutes = defaultMinutes }: WantedBinding,
  signal?: AbortSignal,
): Promise<OrderedInstance> {
  return untilInstance(
    surroundings,
    awaited,
    {
      settled: seen =>
        isHealthy(seen) || wantedOf(seen, { secret }) !== undefined,
      tell: () => undefined,
      timeoutMinutes,
    },
    signal,
  );
}

function wantedOf(
  { address, credentials }: Pick<OrderedInstance, 'address' | 'credentials'>,
  wanted: Pick<WantedBinding, 'secret'>,
) {
  return [...credentials, ...(address ? [address] : [])].find(
    ({ secret }) => !wanted.secret || secret === wanted.secret,
  );
}
