import { parseEntityRef } from '@backstage/catalog-model';

/** The name in a reference, as people say it. */
export function nameOf(ref: string): string {
  return parseEntityRef(ref).name;
}

/** Address of the page of an entity. */
export function entityPath(ref: string): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  return `/catalog/${[namespace, kind, name]
    .map(encodeURIComponent)
    .join('/')}`;
}

/** Address of the tab that tells all about what runs of a service. */
export function deploymentsPath(ref: string): string {
  return `${entityPath(ref)}/deployments`;
}
