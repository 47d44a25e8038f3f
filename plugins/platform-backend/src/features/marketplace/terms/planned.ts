import { noPlan, type OrderRequest } from '@pilothouse/plugin-platform-common';
import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
import { restoringForm } from '../backups/restoring';
import { ownOrder } from '../companions/joined';
import { siteOf } from '../instance';
import type { MarketplaceContext } from '../view';
import { withKnownPlan } from './plan';

/** An order with the plan by which limits and prices hold for it. */
export interface Planned {
  /** Of the object of the instance itself. */
  readonly own: OrderRequest;
  /** Whether something new has to name a plan. */
  readonly namesPlan: boolean;
}

/**
 * An order with its plan: of what is restored that of the original, unless it names another.
 *
 * @throws InputError for a plan that there is not
 * @throws as {@link restoringForm} does, for what is restored
 */
export function planned(
  item: MiddlewareItem,
  order: OrderRequest,
  context: MarketplaceContext,
): Planned {
  const restored = planRestored(order, context);
  const plan = order.plan ?? (restored === noPlan ? undefined : restored);
  const named = { ...order, ...(plan !== undefined && { plan }) };
  return {
    own: ownOrder(item, withKnownPlan(item, named)),
    namesPlan: !item.formIn && restored !== noPlan,
  };
}

/** The only plan by which a backup can be restored; undefined where there is a choice. */
function planRestored(
  { restores, changes, ...order }: OrderRequest,
  context: MarketplaceContext,
): string | undefined {
  if (restores === undefined || changes) return undefined;
  const { item, site } = siteOf(order, context);
  const { namespace } = order;
  const { plans } = restoringForm(item, site, { namespace, backup: restores });
  return plans.length === 1 ? plans[0]?.name : undefined;
}
