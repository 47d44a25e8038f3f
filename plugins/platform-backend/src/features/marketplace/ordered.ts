import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  orderedByTaskAnnotation,
  orderedInstanceSchema,
  type OrderedAnswer,
  type OrderedRef,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../http/contract-router';
import { marketplaceInstance } from './instance';
import { instanceAt, sitesOf, type MarketplaceView } from './view';

/** The only one whose runs order and bind. */
const scaffolder = 'plugin:scaffolder';

/**
 * @param what - it asks for, for the message
 * @throws NotAllowedError for all but the scaffolder itself
 */
export async function assertScaffolder(
  httpAuth: HttpAuthService,
  { request }: RequestContext,
  what: string,
): Promise<void> {
  const { principal } = await httpAuth.credentials(request, {
    allow: ['service'],
  });
  if (principal.subject === scaffolder) return;
  throw new NotAllowedError(`Only the scaffolder ${what}`);
}

/**
 * How an instance is that a run has ordered; nothing of any other, nor once somebody has
 * changed it. What is not known yet is pending: also the item, as after a start of the portal.
 */
export const orderedInstance: MarketplaceView<OrderedRef, OrderedAnswer> = (
  { task, ...ref },
  context,
) => {
  const item = context.items.find(({ name }) => name === ref.item);
  const site = sitesOf(context).find(each => each.cluster.name === ref.cluster);
  if (!item || !site) return { pending: true };
  const object = instanceAt(item, site.custom, ref);
  const by = object?.metadata?.annotations?.[orderedByTaskAnnotation];
  const { instance, pending } = marketplaceInstance(ref, context);
  return {
    pending: pending && !object,
    ...(by === task && { instance: orderedInstanceSchema.parse(instance) }),
  };
};
