import { createPermission } from '@backstage/plugin-permission-common';

/** May see what runs in the namespaces of their tenants. */
export const deploymentsReadPermission = createPermission({
  name: 'pilothouse.deployments.read',
  attributes: { action: 'read' },
});

/** May change the number of replicas. */
export const deploymentsScalePermission = createPermission({
  name: 'pilothouse.deployments.scale',
  attributes: { action: 'update' },
});

/** May restart a workload or delete one of its pods. */
export const deploymentsRestartPermission = createPermission({
  name: 'pilothouse.deployments.restart',
  attributes: { action: 'update' },
});

/** May go back to an earlier revision. */
export const deploymentsRollBackPermission = createPermission({
  name: 'pilothouse.deployments.roll-back',
  attributes: { action: 'update' },
});

/** All permissions of the capability. */
export const deploymentsPermissions = [
  deploymentsReadPermission,
  deploymentsScalePermission,
  deploymentsRestartPermission,
  deploymentsRollBackPermission,
];
