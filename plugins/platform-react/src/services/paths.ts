/** Address of the page of an entity; `kind:namespace/name` is what it is called by. */
export function entityPath(ref: string): string {
  const [, kind, namespace, name] = /^([^:]+):([^/]+)\/(.+)$/.exec(ref) ?? [];
  if (!kind || !namespace || !name) {
    throw new TypeError(`Not a reference of an entity: ${ref}`);
  }
  return `/catalog/${[namespace, kind, name]
    .map(encodeURIComponent)
    .join('/')}`;
}

/** Address of the tab that tells all about what runs of a service. */
export function deploymentsPath(ref: string): string {
  return `${entityPath(ref)}/deployments`;
}

/** The name in a reference, as people say it. */
export function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
