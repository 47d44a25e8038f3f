import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import type { RepositoryAddress, Thing, ThingOf } from '../things/thing';
import { nameProblem, teamOf } from './name';
import type { Place } from './places';

/** A service of a team. */
export interface Service {
  readonly name: string;
  readonly team: string;
}

/**
 * The service that a step is about.
 *
 * @throws InputError for a name that cannot be used, or an owner that is no team
 */
export function serviceOf(input: { name: string; owner: string }): Service {
  const problem = nameProblem(input.name);
  if (problem) throw new InputError(problem);
  return { name: input.name, team: teamOf(input.owner) };
}

/** Name of a service's job at the CI server. */
export function jobOf({ team, name }: Service): string {
  return `${team}/${name}`;
}

/** Ids of the credentials of a team's folder; what others keep there is called otherwise. */
export const loginIds = {
  git: 'pilothouse-git',
  registry: 'pilothouse-registry',
} as const;

/**
 * Id of the credential of a team's folder by which a service is deployed. No name has a dot,
 * so that no two services have the same.
 */
export function credentialOf({ name }: Service, environment: string): string {
  return `pilothouse-deploy.${name}.${environment}`;
}

/**
 * The repository that a step is about.
 *
 * @param service - whose it has to be
 * @throws InputError for one that is not in the team's organization: its pipeline would read
 *   it for the team; or that is not called as the service, so that the name was not checked
 */
export function repositoryOf(
  repoUrl: string,
  integrations: ScmIntegrationRegistry,
  service?: Service,
): RepositoryAddress {
  const { host, owner, repo } = parseRepoUrl(repoUrl, integrations);
  if (!owner) {
    throw new InputError(
      `The repository ${repoUrl} has no owner: name the organization of the team`,
    );
  }
  if (service && owner.toLowerCase() !== service.team) {
    throw new InputError(
      `The repository ${owner}/${repo} does not belong to ${service.team}: a team's repositories are in the organization of its name`,
    );
  }
  if (service && repo !== service.name) {
    throw new InputError(
      `The repository ${owner}/${repo} is not called as the service: name it ${service.name}`,
    );
  }
  return { host, owner, name: repo };
}

/** All that comes to be with a service and must not be there before. */
export function thingsOf(
  service: Service,
  at: {
    /** Missing where it is not known yet. */
    readonly repository?: RepositoryAddress;
    readonly places: readonly Place[];
    readonly hasRegistry: boolean;
  },
): Thing[] {
  const { name, team } = service;
  const { repository } = at;
  return [
    ...(repository ? [{ kind: 'repository' as const, ...repository }] : []),
    {
      kind: 'registration',
      entityRef: `component:default/${name}`,
      repository: repository ?? { host: '', owner: team, name },
    },
    ...(at.hasRegistry
      ? [{ kind: 'images' as const, repository: `${team}/${name}` }]
      : []),
    ...at.places.flatMap((place): Thing[] => [
      {
        kind: 'release',
        cluster: place.cluster,
        namespace: place.namespace,
        name,
      },
      rightsOf(service, place),
    ]),
    { kind: 'job', fullName: jobOf(service) },
  ];
}

/** The rights to deploy a service to one of its places. */
export function rightsOf(service: Service, place: Place): ThingOf<'rights'> {
  return {
    kind: 'rights',
    cluster: place.cluster,
    namespace: place.namespace,
    name: service.name,
    folder: service.team,
    credential: credentialOf(service, place.environment),
  };
}
