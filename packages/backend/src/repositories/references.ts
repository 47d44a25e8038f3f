import {
  ANNOTATION_SOURCE_LOCATION,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import type { ScmIntegrationRegistry } from '@backstage/integration';

const documentation = 'backstage.io/techdocs-ref';

/**
 * The addresses that the portal would read for whoever wrote an entity: files to put in
 * place of placeholders such as `$text`, and its documentation.
 *
 * @param file - where the entity was read
 * @throws what is thrown for an address that is none
 */
export function referencesIn(
  entity: Entity,
  file: string,
  integrations: Pick<ScmIntegrationRegistry, 'resolveUrl'>,
): string[] {
  const resolve = (url: string, base: string) =>
    integrations.resolveUrl({ url, base });
  const { annotations = {} } = entity.metadata;
  return [
    ...placeholdersIn(entity).map(url => resolve(url, file)),
    ...documentationIn(annotations, file, resolve),
  ];
}

/** As the catalog finds them: objects with a single key, which begins with `$`. */
function placeholdersIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(placeholdersIn);
  const entries = Object.entries(value);
  const [[key, target] = ['', undefined]] = entries;
  return key.startsWith('$') && entries.length === 1
    ? [target].filter(one => typeof one === 'string')
    : entries.flatMap(([, inside]) => placeholdersIn(inside));
}

function documentationIn(
  annotations: { readonly [name: string]: unknown },
  file: string,
  resolve: (url: string, base: string) => string,
): string[] {
  const written = annotations[documentation];
  if (typeof written !== 'string') return [];
  const { type, target } = parseLocationRef(written);
  if (type === 'url') return [target];
  const source = annotations[ANNOTATION_SOURCE_LOCATION];
  const base =
    typeof source === 'string' ? parseLocationRef(source).target : file;
  return [resolve(target, base)];
}
