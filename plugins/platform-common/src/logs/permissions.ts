import { createPermission } from '@backstage/plugin-permission-common';

/** May read the logs of what runs in the namespaces of their tenants. */
export const logsReadPermission = createPermission({
  name: 'pilothouse.logs.read',
  attributes: { action: 'read' },
});

/** All permissions of the capability. */
export const logsPermissions = [logsReadPermission];
