import { NotFoundError } from '@backstage/errors';
import type { InstalledKind as Wanted } from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  definitionsKind,
  type CustomDefinition,
  type CustomObject,
  type InstalledKind,
} from '@pilothouse/plugin-platform-node';
import type { Site } from '../view';
import { versionsOf } from './drafts';
import { livingOf, type CheckDependencies, type Engineer } from './meaning';

/**
 * All that a cluster tells of a kind, and of what runs of it there.
 *
 * @throws NotFoundError where the cluster does not serve it
 */
export async function installedKind(
  wanted: Wanted,
  site: Site,
  engineer: Engineer,
  dependencies: CheckDependencies,
): Promise<InstalledKind> {
  const { cluster, custom } = site;
  const name = customKindName(wanted);
  const definition = custom.get(customKindName(definitionsKind), { name }) as
    | CustomDefinition
    | undefined;
  const { names } = definition?.spec ?? {};
  const [first, ...others] = definition ? versionsOf(definition) : [];
  if (!names || first === undefined) {
    throw new NotFoundError(`The cluster ${cluster.name} serves no ${name}`);
  }
  const { group, plural } = wanted;
  const kind: InstalledKind['kind'] = {
    group,
    plural,
    kind: names.kind,
    versions: [first, ...others],
  };
  const which = {
    version: first,
    resourceVersion: definition?.metadata?.resourceVersion,
  };
  const [{ whole, columns }, { objects }] = await Promise.all([
    dependencies.schemas.whole(cluster.name, kind, which),
    livingOf({ kind, version: first }, cluster.name, engineer, dependencies),
  ]);
  return {
    kind,
    schema: whole,
    columns,
    taken: engineer.context.items.map(each => each.name),
    living: objects.map(object => besides(object, cluster)),
  };
}

function besides(
  object: CustomObject,
  cluster: Site['cluster'],
): InstalledKind['living'][number] {
  const { namespace } = object.metadata ?? {};
  const there = namespace === undefined ? undefined : { namespace };
  return {
    object,
    podLabels: there
      ? cluster
          .list('pods', there)
          .map(({ metadata }) => metadata?.labels ?? {})
      : [],
    services: there
      ? cluster.list('services', there).map(({ metadata, spec }) => ({
          name: metadata?.name ?? '',
          port: spec?.ports?.[0]?.port,
        }))
      : [],
  };
}
