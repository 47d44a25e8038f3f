import type { PreviewObject } from '@pilothouse/plugin-platform-common';
import { deployerOf } from '../rights/objects';
import type { Place } from '../service/places';
import { credentialOf, jobOf, type Service } from '../service/service';
import type { RepositoryAddress } from '../things/thing';

/** What is known of a service before it is made. */
export interface Outlook {
  readonly service: Service;
  readonly repository: RepositoryAddress;
  readonly places: readonly Place[];
  /** Kinds that the chart makes, by environment. */
  readonly kinds: ReadonlyMap<string, readonly string[]>;
  readonly entities: readonly { kind: string; name: string }[];
  readonly registry?: string;
}

/** All objects that will come to be with a service. */
export function objectsOf(outlook: Outlook): PreviewObject[] {
  const { entities, places, registry, repository, service } = outlook;
  const { host, owner, name } = repository;
  const of = (
    system: PreviewObject['system'],
    kind: string,
    called: string,
    where: string,
  ) => ({ system, kind, name: called, where });
  return [
    of('git', 'Repository', `${owner}/${name}`, host),
    of('git', 'Branch protection', 'main', `${host}/${owner}/${name}`),
    of('git', 'Webhook', `${owner}/${name}`, host),
    of('ci', 'Multibranch job', jobOf(service), service.team),
    ...places.map(({ environment }) => ({
      ...of(
        'ci',
        'Credential',
        credentialOf(service, environment),
        service.team,
      ),
      environment,
    })),
    ...(registry ? [of('registry', 'Images', jobOf(service), registry)] : []),
    ...entities.map(entity =>
      of('catalog', entity.kind, entity.name, 'default'),
    ),
    ...places.flatMap(place => inNamespace(outlook, place)),
  ];
}

function inNamespace(
  { kinds, service }: Outlook,
  { cluster, environment, namespace }: Place,
): PreviewObject[] {
  const where = `${cluster}/${namespace}`;
  const deployer = deployerOf(service.name);
  return [
    ...['ServiceAccount', 'Role', 'RoleBinding'].map(kind => ({
      kind,
      name: deployer,
    })),
    ...(kinds.get(environment) ?? []).map(kind => ({
      kind,
      name: service.name,
    })),
  ].map(object => ({ system: 'kubernetes', ...object, where, environment }));
}
