import { createHash } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  variableFor,
  type BindingErrand,
  type ErrandRef,
} from '@pilothouse/plugin-platform-common';
import type { Surroundings } from '../actions/Surroundings';
import type { Maker } from '../things/Handlers';
import { askForCredentials } from './credentials';

const minuteMs = 60_000;

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
}

/** Tells apart what steps want of the same two, by the words of the template. */
export function wishOf(
  wanted: Omit<WantedBinding, 'instance' | 'target'>,
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
  const { instance, target, prefix = 'DB_', timeoutMinutes = 10 } = wanted;
  const { middleware } = surroundings;
  const found = (await middleware.instance(who, instance, signal)).instance;
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
          ...{ instance, service: target.name },
          timeoutMs: timeoutMinutes * minuteMs,
        },
        { maker, who },
        signal,
      )
    : found.credentials.find(
        ({ secret }) => !wanted.secret || secret === wanted.secret,
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
