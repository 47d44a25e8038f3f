import { InputError } from '@backstage/errors';
import type { BindingRequest } from '@pilothouse/plugin-platform-common';
import { noSuchInstance } from '../deletion';
import { marketplaceInstance } from '../instance';
import type { MarketplaceContext } from '../view';
import { addressSecretOf, type AddressSecret } from './address';
import { assertStays } from './going';

/**
 * That an instance has what is asked for, where the workload can use it.
 *
 * @returns the Secret that has to be made before, where it is the portal's to make
 * @throws InputError when the instance has no such Secret or key, or lies elsewhere
 * @throws ConflictError when it is being deleted, or will be
 */
export function fitting(
  {
    instance: ref,
    secret,
    target,
    form,
  }: Extract<BindingRequest, { kind: 'bind' }>,
  context: MarketplaceContext,
): AddressSecret | undefined {
  if (ref.cluster !== target.cluster || ref.namespace !== target.namespace) {
    throw new InputError(
      `${target.kind} ${target.name} runs in ${target.cluster}/${target.namespace}, and the Secret of ${ref.name} is in ${ref.cluster}/${ref.namespace}: a workload can use Secrets of its own namespace only. Order an instance there`,
    );
  }
  const { instance } = marketplaceInstance(ref, context);
  if (instance) assertStays(instance, ref.name);
  const { address, credentials = [] } = instance ?? {};
  const known = [...credentials, ...(address ? [address] : [])];
  const found = known.find(each => each.secret === secret);
  if (!found) {
    throw new InputError(
      instance
        ? `${ref.name} has its credentials in ${
            known.map(each => each.secret).join(', ') || 'no Secret'
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
  return instance && secret === address?.secret
    ? addressSecretOf(instance)
    : undefined;
}
