import type {
  InstalledKind,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';

const root = '/marketplace';

const pathOf = (...parts: readonly string[]) =>
  [root, ...parts.map(encodeURIComponent)].join('/');

/** Address of the page that lists all. */
export const marketplacePath = root;

/** Address of the page that lists what can be published. */
export const draftsPath = `${root}/drafts`;

/** Address of the page on which an item is drafted from a kind. */
export function draftPath(
  cluster: string,
  { group, plural }: InstalledKind,
): string {
  return pathOf('drafts', cluster, group, plural);
}

/** Address of the page of the definition of an item that was published. */
export function publishedPath(name: string): string {
  return pathOf('published', name);
}

/** Address of the page of an item. */
export function itemPath(item: string): string {
  return pathOf('items', item);
}

/** Address of the page on which an item is ordered. */
export function orderPath(item: string): string {
  return pathOf('items', item, 'order');
}

/** Address of the page on which a backup of an instance is restored into a new one. */
export function restorePath(
  { item, cluster, namespace }: InstanceRef,
  backup: string,
): string {
  const params = new URLSearchParams({ cluster, namespace, backup });
  return `${orderPath(item)}?${params}`;
}

/** Address of the page of an instance. */
export function instancePath(ref: InstanceRef): string {
  const { item, cluster, namespace, name } = ref;
  return pathOf('instances', item, cluster, namespace, name);
}

/** Address of the page on which an instance is changed. */
export function changePath(ref: InstanceRef): string {
  return `${instancePath(ref)}/change`;
}
