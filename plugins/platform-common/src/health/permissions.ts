import { createPermission } from '@backstage/plugin-permission-common';

/** May see the state of the platform's own parts. */
export const platformHealthReadPermission = createPermission({
  name: 'pilothouse.health.read',
  attributes: { action: 'read' },
});

/** May also see where their logs lie and which processes run them. */
export const platformHealthInspectPermission = createPermission({
  name: 'pilothouse.health.inspect',
  attributes: { action: 'read' },
});

/** All permissions of the capability. */
export const platformHealthPermissions = [
  platformHealthReadPermission,
  platformHealthInspectPermission,
];
