import { InputError } from '@backstage/errors';
import {
  isQuantity,
  type OrderRequest,
} from '@pilothouse/plugin-platform-common';
import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
import { wantedSpec } from './spec';
import { valueAt } from './value-at';

/**
 * Refuses amounts that Kubernetes cannot read: many operators take them in, and fail later.
 *
 * @throws InputError naming the field
 */
export function assertAmounts(
  { fields, demandOf }: Pick<MiddlewareItem, 'fields' | 'demandOf'>,
  { values, extra }: Pick<OrderRequest, 'values' | 'extra'>,
): void {
  const spec = wantedSpec(values, extra);
  for (const { path, quantity } of fields) {
    const value = quantity ? valueAt(spec, path) : undefined;
    // What is null is taken away.
    if (value === undefined || value === null || isQuantity(value)) continue;
    throw noAmount(`spec.${path.join('.')}`, value);
  }
  for (const { resource, each } of demandOf(spec)) {
    if (!isQuantity(each)) throw noAmount(resource, each);
  }
}

function noAmount(where: string, value: unknown): InputError {
  return new InputError(
    `${where} is ${JSON.stringify(
      value,
    )}, which is no amount; write one such as 500m, 2 or 1Gi`,
  );
}
