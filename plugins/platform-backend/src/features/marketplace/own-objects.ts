import type {
  InstanceRef,
  OrderRequest,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../http/contract-router';
import { act, type Acting } from './acting';
import type { MarketplaceDependencies } from './dependencies';
import { effectOf } from './effect';
import type { Writing } from './InstanceWriter';
import { rightTo, type Action } from './rights';
import type { MarketplaceContext } from './view';

/** What is done to what, of one name or of all, and what has to be written for it. */
interface OnOwn<T> {
  readonly action: Action;
  readonly name?: string;
  readonly written: (context: MarketplaceContext) => T;
}

/**
 * Who acts on something that belongs to an instance, such as a backup or credentials, and what
 * has to be written for it.
 *
 * @param wanted - what is done to what of that name, as the right to it is of one or of all
 * @throws NotAllowedError for whom may not do it
 */
export async function actOnOwn<T extends { readonly writing: Writing }>(
  dependencies: MarketplaceDependencies,
  context: RequestContext,
  ref: InstanceRef,
  wanted: OnOwn<T>,
): Promise<T & { readonly acting: Acting }> {
  const acting = await act(dependencies, context, ref);
  return onOwn(dependencies, acting, ref, wanted);
}

/**
 * The same, of somebody who acts already.
 *
 * @throws NotAllowedError for whom may not do it
 */
export async function onOwn<T extends { readonly writing: Writing }>(
  dependencies: MarketplaceDependencies,
  acting: Acting,
  ref: InstanceRef,
  wanted: OnOwn<T>,
): Promise<T & { readonly acting: Acting }> {
  const written = wanted.written(acting.context);
  const right = rightTo(wanted.action, written.writing.item, wanted.name);
  await dependencies.rights.assertMay(acting, right, ref);
  return { ...written, acting };
}

/** What writing that would do; it takes nothing of a quota. */
export async function tryOwn(
  { writer }: Pick<MarketplaceDependencies, 'writer'>,
  {
    acting,
    request,
    writing,
  }: {
    readonly acting: Acting;
    readonly request: OrderRequest;
    readonly writing: Writing;
  },
) {
  const trial = await writer.try(acting.viewer, request, writing);
  return { ...effectOf(request, trial, writing.item), quota: [] };
}
