import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { OrderRequest } from '@pilothouse/plugin-platform-common';
import type { Asker, Rights } from '../../../rights';
import { effectOf } from '../effect';
import type { InstanceWriter, Writing } from '../InstanceWriter';
import { rightTo } from '../rights';
import type { MarketplaceContext } from '../view';
import { ownerBy, restorationWriting } from './writing';

/** Somebody who orders an instance. */
interface Acting extends Asker {
  readonly context: MarketplaceContext;
  readonly writing: Writing;
}

/** What a restored instance needs beside itself, as far as a dry run tells. */
export async function tryRestoration(
  { rights, writer }: { rights: Rights; writer: InstanceWriter },
  acting: Acting,
  order: OrderRequest,
) {
  const wanted = restorationWriting(order, acting.context);
  if (!wanted) return undefined;
  const { request, writing } = wanted;
  const right = rightTo('order', writing.item, request.name);
  await rights.assertMay(acting, right, request);
  const trial = await writer.try(acting.viewer, request, writing);
  return { ...wanted, ...effectOf(request, trial, writing.item) };
}

/**
 * Has a backup put into an instance that was just made, which takes that along when it goes.
 *
 * @throws ServiceUnavailableError when that fails: the instance stays, and is empty
 */
export async function restore(
  { writer }: { writer: InstanceWriter },
  { viewer, writing: ofInstance }: Acting,
  { request, writing }: NonNullable<ReturnType<typeof restorationWriting>>,
): Promise<void> {
  try {
    const instance = await writer.read(viewer, request, ofInstance);
    const owner = ownerBy(instance, ofInstance);
    await writer.make(viewer, request, { ...writing, owner });
  } catch (error) {
    throw new ServiceUnavailableError(
      `${
        request.name
      } was made, but the backup could not be put into it, so it is empty: ${
        toError(error).message
      }. Delete it, and restore the backup again`,
    );
  }
}
