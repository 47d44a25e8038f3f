import { createHash } from 'node:crypto';

/** As long as a name may be that still gets a number. */
const maxLength = 57;
const hashLength = 6;

/** What a source is, by what it is called. */
interface Titled {
  /** A chart, or a project of such; with the host. */
  readonly title: string;
}

/** Name of the item of a chart: by its path, as the host is no more than where it lies. */
export function itemName(reference: string): string {
  return `helm-${slugOf(pathOf(reference))}`
    .slice(0, maxLength)
    .replace(/-+$/, '');
}

/** Name of the item of a chart whose path may be one of another registry as well. */
export function hostedName(reference: string): string {
  const name = `helm-${slugOf(reference)}`;
  if (name.length <= maxLength) return name;
  const hash = createHash('sha256').update(reference).digest('hex');
  return `${name.slice(0, maxLength - hashLength - 1)}-${hash.slice(
    0,
    hashLength,
  )}`;
}

/**
 * Sources of other registries that come before a source and may have the same path: it goes by
 * how they are configured, not by what could be read of them, so that a registry that is down
 * renames nothing.
 */
export function rivalsOf<S extends Titled>(
  reference: string,
  source: S,
  sources: readonly S[],
): readonly S[] {
  const path = pathOf(reference);
  return sources.slice(0, sources.indexOf(source)).filter(({ title }) => {
    const theirs = pathOf(title);
    return (
      hostOf(title) !== hostOf(reference) &&
      (path === theirs || path.startsWith(`${theirs}/`))
    );
  });
}

function hostOf(reference: string): string {
  return reference.slice(0, reference.indexOf('/'));
}

function pathOf(reference: string): string {
  return reference.slice(reference.indexOf('/') + 1);
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
