import { createPermission } from '@backstage/plugin-permission-common';

/** Those who own a service decide about its runs, so that the rights are asked of it. */
const resourceType = 'catalog-entity';

/** May see the runs of a service with their logs. */
export const pipelinesReadPermission = createPermission({
  name: 'pilothouse.pipelines.read',
  attributes: { action: 'read' },
  resourceType,
});

/** May run a service's pipeline again. */
export const pipelinesRunPermission = createPermission({
  name: 'pilothouse.pipelines.run',
  attributes: { action: 'update' },
  resourceType,
});

/** May abort a run of a service. */
export const pipelinesAbortPermission = createPermission({
  name: 'pilothouse.pipelines.abort',
  attributes: { action: 'update' },
  resourceType,
});

/** May answer what a run of a service asks. */
export const pipelinesAnswerInputPermission = createPermission({
  name: 'pilothouse.pipelines.answer-input',
  attributes: { action: 'update' },
  resourceType,
});

/** All permissions of the capability. */
export const pipelinesPermissions = [
  pipelinesReadPermission,
  pipelinesRunPermission,
  pipelinesAbortPermission,
  pipelinesAnswerInputPermission,
];
