import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  middlewareAnnotation,
  readInstanceRef,
  type KeptInstance,
} from '@pilothouse/plugin-platform-common';
import type { Surroundings } from '../actions/Surroundings';

/**
 * Instances of middleware that a service has the credentials of, and who else has them, as
 * far as the person may see. They stay when the service goes.
 */
export async function keptWith(
  { catalog }: Pick<Surroundings, 'catalog'>,
  service: Entity,
  credentials: BackstageCredentials,
): Promise<KeptInstance[]> {
  const entityRefs = targetsOf(service, RELATION_DEPENDS_ON, 'resource:');
  if (entityRefs.length === 0) return [];
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs },
    { credentials },
  );
  const own = stringifyEntityRef(service);
  return items.flatMap(resource => {
    const ref = readInstanceRef(
      resource?.metadata.annotations?.[middlewareAnnotation],
    );
    if (!resource || !ref) return [];
    const users = targetsOf(resource, RELATION_DEPENDENCY_OF, 'component:');
    return [{ ref, usedBy: users.filter(each => each !== own) }];
  });
}

const stays = {
  en: (where: string) => `stays in ${where}, with its data`,
  zh: (where: string) => `及其数据保留在 ${where}`,
};

/** The same as text, for whoever reads it after the service is gone. */
export function keptMarkdown(
  kept: readonly KeptInstance[],
  language: 'en' | 'zh',
): string {
  return kept
    .map(({ ref: { item, cluster, namespace, name } }) => {
      const path = [item, cluster, namespace, name]
        .map(encodeURIComponent)
        .join('/');
      const told = stays[language](`${cluster}/${namespace}`);
      return `- [${item} ${name}](/marketplace/instances/${path}) ${told}`;
    })
    .join('\n');
}

function targetsOf(
  { relations = [] }: Entity,
  type: string,
  prefix: string,
): string[] {
  const targets = relations
    .filter(each => each.type === type && each.targetRef.startsWith(prefix))
    .map(({ targetRef }) => targetRef);
  return [...new Set(targets)].sort();
}
