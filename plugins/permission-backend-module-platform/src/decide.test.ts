import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  kubernetesClustersReadPermission,
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import {
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  deploymentsReadPermission,
  deploymentsRestartPermission,
  deploymentsRollBackPermission,
  deploymentsScalePermission,
  kubeReadAllPermission,
  logsReadPermission,
  pipelinesAbortPermission,
  pipelinesAnswerInputPermission,
  pipelinesReadPermission,
  pipelinesRunPermission,
  platformHealthInspectPermission,
  platformHealthReadPermission,
} from '@pilothouse/plugin-platform-common';
import type { PolicyConfig } from './config';
import { decide, standingOf } from './decide';
import type { Person } from './person';

const config: PolicyConfig = {
  engineerGroups: ['group:default/platform-engineers'],
  closed: new Set(),
};

function person(name: string, ...groups: string[]): Person {
  const userEntityRef = `user:default/${name}`;
  return {
    userEntityRef,
    ownershipEntityRefs: [userEntityRef, ...groups],
    directGroups: groups,
  };
}

const shop = 'group:default/shop';
const member = person('lin.wei', shop);
const engineer = person('sofia.rossi', 'group:default/platform-engineers');
const newcomer = person('newcomer');

const ofAnotherPlugin = createPermission({
  name: 'something.new.read',
  attributes: { action: 'read' },
});

const ownEntity = {
  result: 'CONDITIONAL',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims: ['user:default/lin.wei', shop] },
  },
};
/** Which those are: visible-entities.test.ts. */
const visibleEntity = {
  result: 'CONDITIONAL',
  resourceType: 'catalog-entity',
  conditions: { anyOf: expect.any(Array) },
};
const ownTask = {
  result: 'CONDITIONAL',
  conditions: {
    rule: 'IS_TASK_OWNER',
    resourceType: 'scaffolder-task',
    params: { createdBy: ['user:default/lin.wei'] },
  },
};
const allowed = { result: 'ALLOW' };
const denied = { result: 'DENY' };

const table: [Permission, object][] = [
  [catalogEntityReadPermission, visibleEntity],
  [catalogEntityCreatePermission, allowed],
  [catalogLocationCreatePermission, allowed],
  [catalogEntityRefreshPermission, ownEntity],
  [catalogEntityDeletePermission, ownEntity],
  [catalogLocationReadPermission, denied],
  [catalogLocationAnalyzePermission, denied],
  [catalogEntityValidatePermission, denied],
  [catalogLocationDeletePermission, denied],
  [templateParameterReadPermission, allowed],
  [actionExecutePermission, allowed],
  [taskCreatePermission, allowed],
  [taskReadPermission, ownTask],
  [taskCancelPermission, ownTask],
  [templateDryRunPermission, denied],
  [templateManagementPermission, denied],
  [kubernetesClustersReadPermission, allowed],
  [kubernetesResourcesReadPermission, allowed],
  [kubernetesProxyPermission, denied],
  [platformHealthReadPermission, allowed],
  [platformHealthInspectPermission, denied],
  [deploymentsReadPermission, allowed],
  [deploymentsScalePermission, allowed],
  [deploymentsRestartPermission, allowed],
  [deploymentsRollBackPermission, allowed],
  [logsReadPermission, allowed],
  [pipelinesReadPermission, ownEntity],
  [pipelinesRunPermission, ownEntity],
  [pipelinesAbortPermission, ownEntity],
  [pipelinesAnswerInputPermission, ownEntity],
  [kubeReadAllPermission, denied],
  [ofAnotherPlugin, denied],
];
const rows = table.map(
  ([permission, decision]) => [permission.name, permission, decision] as const,
);

describe('decide', () => {
  it.each(rows)('lets a member %s as listed', (_, permission, expected) => {
    expect(decide({ permission }, member, config)).toMatchObject(expected);
  });

  it.each(rows)('lets an engineer %s', (_, permission) => {
    expect(decide({ permission }, engineer, config).result).toBe('ALLOW');
  });

  it.each(rows)('does not let %s who has no team', (_, permission) => {
    expect(decide({ permission }, newcomer, config).result).toBe('DENY');
  });

  it.each(rows)('does not let %s who is not signed in', (_, permission) => {
    expect(decide({ permission }, undefined, config).result).toBe('DENY');
  });
});

describe('what is closed', () => {
  const closed = new Set([kubernetesProxyPermission.name]);

  it.each([engineer, member, newcomer, undefined])('to %j', who => {
    const request = { permission: kubernetesProxyPermission };
    expect(decide(request, who, { ...config, closed }).result).toBe('DENY');
  });

  it('leaves the rest as it is', () => {
    const request = { permission: kubernetesResourcesReadPermission };
    expect(decide(request, member, { ...config, closed }).result).toBe('ALLOW');
  });
});

describe('standingOf', () => {
  it.each([
    ['not signed in', undefined, 'stranger'],
    ['nothing but themselves', newcomer, 'stranger'],
    ['a group', member, 'member'],
    ['the engineers', engineer, 'engineer'],
    [
      'a group inside the engineers',
      { ...engineer, directGroups: ['group:default/interns'] },
      'member',
    ],
    [
      'the engineers, while the catalog does not answer',
      { ...engineer, directGroups: [] },
      'member',
    ],
    [
      'the engineers by the catalog, but not by their token',
      { ...member, directGroups: engineer.directGroups },
      'member',
    ],
    [
      'a group of that name elsewhere',
      person('eve', 'group:other/platform-engineers'),
      'member',
    ],
    [
      'a user named like the engineers',
      person('eve', 'user:default/platform-engineers'),
      'stranger',
    ],
  ])('of somebody with %s', (_, who, standing) => {
    expect(standingOf(who, config)).toBe(standing);
  });

  it('makes nobody an engineer when no group is configured', () => {
    expect(standingOf(engineer, { ...config, engineerGroups: [] })).toBe(
      'member',
    );
  });
});
