import type { ScmIntegrationRegistry } from '@backstage/integration';
import { repositoryOf, serviceOf } from '../service/service';
import type { RepositoryAddress, Thing, ThingOf } from '../things/thing';
import type { PlannedPlace } from './plan';

/** An application of a team: a System of the catalog, and namespaces in which it runs. */
export interface Application {
  readonly name: string;
  readonly team: string;
  readonly repository: RepositoryAddress;
}

/** @throws InputError for a name or a repository that cannot be used */
export function applicationOf(
  input: { name: string; owner: string; repoUrl: string },
  integrations: ScmIntegrationRegistry,
): Application {
  const { name, team } = serviceOf(input);
  const repository = repositoryOf(input.repoUrl, integrations, { name, team });
  return { name, team, repository };
}

/** All that comes to be with an application besides namespaces, and must not be there before. */
export function thingsOfApplication(application: Application): Thing[] {
  const { name, repository } = application;
  return [
    { kind: 'repository', ...repository },
    { kind: 'registration', entityRef: `system:default/${name}`, repository },
  ];
}

/** The namespace of a team. */
export function namespaceThing(place: PlannedPlace): ThingOf<'namespace'> {
  const { cluster, namespace } = place;
  return { kind: 'namespace', cluster, name: namespace };
}
