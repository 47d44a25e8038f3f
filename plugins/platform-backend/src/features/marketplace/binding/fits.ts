import { InputError } from '@backstage/errors';
import type { BindingRequest } from '@pilothouse/plugin-platform-common';
import { noSuchInstance } from '../deletion';
import { marketplaceInstance } from '../instance';
import type { MarketplaceContext } from '../view';
import { assertStays } from './going';

/**
 * That an instance has what is asked for, where the workload can use it.
 *
 * @throws InputError when the instance has no such Secret or key, or lies elsewhere
 * @throws ConflictError when it is being deleted, or will be
 */
export function assertFits(
  {
    instance: ref,
    secret,
    target,
    form,
  }: Extract<BindingRequest, { kind: 'bind' }>,
  context: MarketplaceContext,
): void {
  if (ref.cluster !== target.cluster || ref.namespace !== target.namespace) {
    throw new InputError(
      `${target.kind} ${target.name} runs in ${target.cluster}/${target.namespace}, and the Secret of ${ref.name} is in ${ref.cluster}/${ref.namespace}: a workload can use Secrets of its own namespace only. Order an instance there`,
    );
  }
  const { instance } = marketplaceInstance(ref, context);
  if (instance) assertStays(instance, ref.name);
  const found = instance?.credentials.find(each => each.secret === secret);
  if (!found) {
    throw new InputError(
      instance
        ? `${ref.name} has its credentials in ${
            instance.credentials.map(each => each.secret).join(', ') ||
            'no Secret'
          }, not in ${secret}`
        : noSuchInstance(ref),
    );
  }
  const unknown = (form.kind === 'env' ? form.variables : []).find(
    ({ key }) => found.keys.length > 0 && !found.keys.includes(key),
  );
  if (unknown) {
    throw new InputError(
      `The Secret ${secret} has no key ${unknown.key}; it has ${found.keys.join(
        ', ',
      )}`,
    );
  }
}
