import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  DeletionOrder,
  InstanceRef,
  OrderRequest,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../http/contract-router';
import type { Asker } from '../../rights';
import { deletionPlan, noSuchInstance } from './deletion';
import { siteOf } from './instance';
import type { Writing } from './InstanceWriter';
import { mustMayLook } from './live';
import { looking } from './looking';
import { offerAt, servedOf } from './offers';
import type { MarketplaceDependencies } from './dependencies';
import { rightTo, type Action } from './rights';
import type { MarketplaceContext } from './view';

/** Somebody who acts on an item in a place where they see something. */
export interface Acting extends Asker {
  readonly context: MarketplaceContext;
  readonly writing: Writing & { readonly item: MiddlewareItem };
}

/**
 * @throws InputError when what it holds is to be deleted first, which nobody does later
 * @throws ConflictError when others must go first
 */
export function assertNothingFirst(
  { context }: Acting,
  { ref, contents = [] }: Pick<DeletionOrder, 'ref' | 'contents'>,
): void {
  if (contents.length > 0) {
    throw new InputError(
      `What ${ref.name} holds can be deleted with it only at once`,
    );
  }
  const { first } = deletionPlan(ref, context);
  if (first.length === 0) return;
  throw new ConflictError(
    `${ref.name} cannot go as long as there are credentials of it: ${first
      .map(({ name }) => name)
      .join(', ')}. Give them back first, or delete it at once`,
  );
}

/** @throws ConflictError when nothing new can be ordered of the item there */
export function assertOpen(
  { writing: { item } }: Acting,
  order: OrderRequest,
): void {
  const trouble = offerAt(item, order.cluster)?.trouble;
  if (order.changes || !trouble?.closed) return;
  throw new ConflictError(
    `${item.title} cannot be ordered in the cluster ${order.cluster}: ${trouble.words.en}`,
  );
}

/** What acting takes. */
type ActingDependencies = Pick<
  MarketplaceDependencies,
  'allows' | 'contextOf' | 'httpAuth' | 'items' | 'needs' | 'rights'
>;

/**
 * Who acts, and on what.
 *
 * @param how - whether there is to be none of that name yet, and whether it may be one that was made by hand
 * @throws NotFoundError for what there is not, and in the same words for what they do not see
 * @throws ConflictError for what was made by hand
 */
export async function act(
  dependencies: ActingDependencies,
  { request }: RequestContext,
  ref: InstanceRef,
  {
    isNew = false,
    isByHand = false,
  }: { readonly isNew?: boolean; readonly isByHand?: boolean } = {},
): Promise<Acting> {
  const { allows, contextOf, httpAuth, items, rights } = dependencies;
  const credentials = await httpAuth.credentials(request);
  await mustMayLook(credentials, allows);
  await items.fresh(ref.item);
  const asker = await rights.admit(credentials, ref, noSuchInstance(ref));
  return looking(dependencies, async () => {
    const context = contextOf(asker.scope);
    const { item, site } = siteOf(ref, context);
    const served = servedOf(item.kind, site.custom);
    if (served.kind !== 'served') {
      throw new NotFoundError(
        `The cluster ${ref.cluster} has no ${item.title} that the portal knows`,
      );
    }
    // Another item of its kind would tell what is sensitive in this one.
    const { namespace, name } = ref;
    const kind = customKindName(item.kind);
    const held = site.custom.get(kind, { namespace, name });
    if (!isNew && held && item.isOf?.(held) === false) {
      throw new NotFoundError(noSuchInstance(ref));
    }
    if (!isNew && !isByHand && held && item.isByHand?.(held)) {
      throw new ConflictError(
        `${name} was made by hand; take it over on its page first, which changes nothing of it`,
      );
    }
    return { ...asker, context, writing: { item, version: served.version } };
  });
}

/** @throws NotAllowedError for whom may not do it to the instance */
export function assertMay(
  { rights }: Pick<MarketplaceDependencies, 'rights'>,
  acting: Acting,
  action: Action,
  ref: InstanceRef,
): Promise<void> {
  const right = rightTo(action, acting.writing.item, ref.name);
  return rights.assertMay(acting, right, ref);
}
