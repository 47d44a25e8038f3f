import { createPermission } from '@backstage/plugin-permission-common';

/** May see what runs in every namespace of every cluster, whatever the tenant. */
export const kubeReadAllPermission = createPermission({
  name: 'pilothouse.kube.read-all',
  attributes: { action: 'read' },
});

/** All permissions of the capability. */
export const kubePermissions = [kubeReadAllPermission];
