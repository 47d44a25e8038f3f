import type {
  InstanceRef,
  OrderRequest,
} from '@pilothouse/plugin-platform-common';
import type { Action } from './rights';

/** What an order does. */
export function actionOf({ changes }: OrderRequest): Action {
  return changes ? 'update' : 'order';
}

/** What an order is about. */
export function refOf({
  item,
  cluster,
  namespace,
  name,
}: InstanceRef): InstanceRef {
  return { item, cluster, namespace, name };
}

/** What is recorded of an order: which fields, not what they hold, which may be secret. */
export function auditOf(order: OrderRequest & { takeOver?: boolean }) {
  return {
    action: actionOf(order),
    ref: refOf(order),
    fields: Object.keys(order.values).sort(),
    hasOtherFields: Boolean(order.extra?.trim()),
    ...(order.restores !== undefined && { restores: order.restores }),
    takeOver: order.takeOver ?? false,
  };
}
