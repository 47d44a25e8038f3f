import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  kubernetesClustersReadPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import type {
  Permission,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  deploymentsPermissions,
  logsPermissions,
  marketplacePermissions,
  pipelinesAbortPermission,
  pipelinesAnswerInputPermission,
  pipelinesReadPermission,
  pipelinesRunPermission,
  platformHealthReadPermission,
  visibilityLabel,
} from '@pilothouse/plugin-platform-common';
import type { PolicyConfig } from './config';
import type { Person } from './person';

/** `always`, or a decision that looks at what is asked for and by whom. */
export type MemberRule =
  | 'always'
  | ((
      permission: Permission,
      person: Person,
      config: PolicyConfig,
    ) => PolicyDecision);

const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/** Who there is: those who own things must have a name, and be found to be chosen. */
const kindsOfPeople = ['Group', 'User'];

/**
 * Templates that belong to no team: what the platform offers to all. Members register
 * none, so what is here was let in by platform engineers.
 */
function templatesOfThePlatform({
  engineerGroups,
}: PolicyConfig): PermissionCriteria<PermissionCondition<'catalog-entity'>> {
  return {
    allOf: [
      catalogConditions.isEntityKind({ kinds: ['Template'] }),
      {
        anyOf: [
          { not: catalogConditions.hasSpec({ key: 'owner' }) },
          catalogConditions.isEntityOwner({ claims: [...engineerGroups] }),
        ],
      },
    ],
  };
}

/** What is common to all, what its owner shows to everyone, and what one owns. */
const visibleEntities: MemberRule = (permission, person, config) =>
  isResourcePermission(permission, 'catalog-entity')
    ? createCatalogConditionalDecision(permission, {
        anyOf: [
          catalogConditions.isEntityKind({ kinds: kindsOfPeople }),
          catalogConditions.hasLabel({
            label: visibilityLabel.name,
            value: visibilityLabel.everyone,
          }),
          catalogConditions.isEntityOwner({
            claims: [...person.ownershipEntityRefs],
          }),
          templatesOfThePlatform(config),
        ],
      })
    : deny;

/** Only entities that the person, or one of their groups, owns. */
const ownEntities: MemberRule = (permission, person) =>
  isResourcePermission(permission, 'catalog-entity')
    ? createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({
          claims: [...person.ownershipEntityRefs],
        }),
      )
    : deny;

/** Only runs of a template that the person started: their forms may hold secrets. */
const ownTasks: MemberRule = (permission, person) =>
  isResourcePermission(permission, 'scaffolder-task')
    ? createScaffolderTaskConditionalDecision(
        permission,
        scaffolderTaskConditions.isTaskOwner({
          createdBy: [person.userEntityRef],
        }),
      )
    : deny;

const rules: readonly (readonly [Permission, MemberRule])[] = [
  // Locations name the repositories of all teams, and the catalog asks for all or none of
  // them: its module `visibility` answers members instead. Analyzing a place and validating
  // an entity at one tell of it whatever the portal's own account reads.
  [catalogEntityReadPermission, visibleEntities],
  // A finished template registers what it made, as the person who ran it.
  [catalogEntityCreatePermission, 'always'],
  [catalogLocationCreatePermission, 'always'],
  [catalogEntityRefreshPermission, ownEntities],
  [catalogEntityDeletePermission, ownEntities],

  [templateParameterReadPermission, 'always'],
  [templateStepReadPermission, 'always'],
  [actionExecutePermission, 'always'],
  [taskCreatePermission, 'always'],
  [taskReadPermission, ownTasks],
  [taskCancelPermission, ownTasks],

  // Reading goes through queries that the portal makes; the proxy would forward
  // anything at all with the portal's own rights.
  [kubernetesClustersReadPermission, 'always'],
  [kubernetesResourcesReadPermission, 'always'],

  [platformHealthReadPermission, 'always'],

  // The CI server knows nobody but the portal, which reads the runs of all teams.
  [pipelinesReadPermission, ownEntities],
  [pipelinesRunPermission, ownEntities],
  [pipelinesAbortPermission, ownEntities],
  [pipelinesAnswerInputPermission, ownEntities],

  // The cluster decides where and whether, as it knows the person.
  ...[
    ...deploymentsPermissions,
    ...logsPermissions,
    ...marketplacePermissions,
  ].map(permission => [permission, 'always'] as const),
];

/** What members of a team may do, by name of the permission. */
export const memberRules: ReadonlyMap<string, MemberRule> = new Map(
  rules.map(([permission, rule]) => [permission.name, rule]),
);
