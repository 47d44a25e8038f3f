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

/** May give services the credentials of middleware, and take them away. */
export const marketplaceBindPermission = createPermission({
  name: 'pilothouse.marketplace.bind',
  attributes: { action: 'update' },
});

/** May publish items to teams and withdraw them; not for members of teams. */
export const marketplacePublishPermission = createPermission({
  name: 'pilothouse.marketplace.publish',
  attributes: { action: 'update' },
});

/** All permissions of the capability that members of teams have. */
export const marketplacePermissions = [
  marketplaceOrderPermission,
  marketplaceUpdatePermission,
  marketplaceDeletePermission,
  marketplaceBindPermission,
];
