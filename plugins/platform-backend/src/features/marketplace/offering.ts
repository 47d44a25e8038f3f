import { InputError, NotAllowedError } from '@backstage/errors';
import type { OrderRequest } from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { Trial } from './InstanceWriter';
import { placeOf } from './place';
import type { MarketplaceContext, Site } from './view';

type Offered = Pick<MiddlewareItem, 'tenants' | 'isWithdrawn'>;

/** Whether an item may be ordered in the namespaces of a tenant. */
export function isOfferedIn(
  { tenants, isWithdrawn }: Offered,
  tenant: string | undefined,
): boolean {
  if (isWithdrawn) return false;
  return !tenants || (tenant !== undefined && tenants.includes(tenant));
}

/** Whether an item may be ordered in any namespace that is seen of a cluster. */
export function isOfferedAt(
  item: Offered,
  { cluster }: Pick<Site, 'cluster'>,
): boolean {
  if (!item.tenants) return !item.isWithdrawn;
  return cluster
    .list('namespaces')
    .some(({ metadata }) =>
      isOfferedIn(item, placeOf(cluster, metadata?.name ?? '').tenant),
    );
}

/** Whether an item exists for whoever sees these places: it is offered, or runs there. */
export function isKnownAt(
  item: MiddlewareItem,
  sites: readonly Site[],
): boolean {
  if (!item.tenants && !item.isWithdrawn) return true;
  return sites.some(
    site =>
      isOfferedAt(item, site) ||
      site.custom
        .list(customKindName(item.kind))
        .some(object => item.isOf?.(object) ?? true),
  );
}

/** @throws NotAllowedError for a new instance where its item is not offered */
export function assertOffered(
  item: MiddlewareItem,
  { cluster, namespace, changes }: OrderRequest,
  { kube }: Pick<MarketplaceContext, 'kube'>,
): void {
  const reader = kube.cluster(cluster);
  const tenant = reader && placeOf(reader, namespace).tenant;
  if (changes || isOfferedIn(item, tenant)) return;
  throw new NotAllowedError(
    item.isWithdrawn
      ? `${item.title} was withdrawn: what runs of it stays, and nothing new is ordered`
      : `${item.title} is not offered to the team of the namespace ${namespace}; ask the platform engineers`,
  );
}

/** @throws InputError for an order whose values make something else of it than its item */
export function assertOfItem(
  { title, refusalOf }: Pick<MiddlewareItem, 'title' | 'refusalOf'>,
  { cluster }: Pick<OrderRequest, 'cluster'>,
  tried: Pick<Trial, 'before' | 'after'>,
): void {
  const refusal = refusalOf?.(cluster, tried);
  if (refusal === undefined) return;
  throw new InputError(`This is not an order of ${title}. ${refusal}`);
}
