/** Names of properties and numbers of list entries, one below the other. */
export type Path = readonly (string | number)[];

const step = /^(?:\.?([A-Za-z_][-A-Za-z0-9_/]*)|\[(\d+)\])/;

/** Reads `spec.pools[0].size`; undefined for what is no path. */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  let rest = text;
  while (rest !== '') {
    const found = step.exec(rest);
    if (!found || (path.length === 0 && rest.startsWith('.'))) return undefined;
    path.push(found[1] ?? Number(found[2]));
    rest = rest.slice(found[0].length);
  }
  return path.length > 0 ? path : undefined;
}

/** What lies at a path; undefined where there is nothing. */
export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inside, name) => {
    if (typeof inside !== 'object' || inside === null) return undefined;
    return Object.hasOwn(inside, name) ? Reflect.get(inside, name) : undefined;
  }, value);
}

/** The text at a path, where there is one. */
export function textAt(value: unknown, path: Path): string | undefined {
  const found = at(value, path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The whole number at a path, where there is one. */
export function countAt(value: unknown, path: Path): number | undefined {
  const found = at(value, path);
  return Number.isSafeInteger(found) && Number(found) >= 0
    ? Number(found)
    : undefined;
}

const placeholder = /\{([^{}]+)\}/g;

/** Paths of the placeholders of a text such as `{metadata.name}-rw`. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, path]) => path);
}

/**
 * A text with its placeholders filled in from an object; undefined as long as the object
 * lacks one of them.
 */
export function filled(text: string, object: unknown): string | undefined {
  let complete = true;
  const result = text.replace(placeholder, (_, path: string) => {
    const found = at(object, parsePath(path) ?? []);
    if (typeof found === 'string' && found !== '') return found;
    complete = false;
    return '';
  });
  return complete ? result : undefined;
}
