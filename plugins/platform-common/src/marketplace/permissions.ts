import { createPermission } from '@backstage/plugin-permission-common';

/** May order middleware in the namespaces of their tenants. */
export const marketplaceOrderPermission = createPermission({
  name: 'pilothouse.marketplace.order',
  attributes: { action: 'create' },
});

/** May change what was ordered. */
export const marketplaceUpdatePermission = createPermission({
  name: 'pilothouse.marketplace.update',
  attributes: { action: 'update' },
});

/** May delete what was ordered, with its data. */
export const marketplaceDeletePermission = createPermission({
  name: 'pilothouse.marketplace.delete',
  attributes: { action: 'delete' },
});

/** All permissions of the capability. */
export const marketplacePermissions = [
  marketplaceOrderPermission,
  marketplaceUpdatePermission,
  marketplaceDeletePermission,
];
