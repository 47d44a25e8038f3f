import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';

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
  return [...text.matchAll(placeholder)].flatMap(([, paths]) =>
    paths.split('|'),
  );
}

/**
 * A text with its placeholders filled in from an object; undefined as long as the object
 * lacks one of them. Of a placeholder such as `{spec.a|spec.b}` the first that is there
 * counts.
 */
export function filled(text: string, object: unknown): string | undefined {
  let complete = true;
  const result = text.replace(placeholder, (_, paths: string) => {
    const found = paths
      .split('|')
      .map(path => textAt(object, parsePath(path) ?? []))
      .find(each => each !== undefined);
    complete &&= found !== undefined;
    return found ?? '';
  });
  return complete ? result : undefined;
}

/** Values with the placeholders of their texts filled in; what cannot be is left out. */
export function filledValues(values: Values, object: unknown): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const known = filledValue(value, object);
      return known === undefined ? [] : [[name, known]];
    }),
  );
}

function filledValue(value: unknown, object: unknown): unknown {
  if (typeof value === 'string') return filled(value, object);
  if (Array.isArray(value)) {
    return value.flatMap(each => filledValue(each, object) ?? []);
  }
  const inner = valuesSchema.safeParse(value);
  return inner.success ? filledValues(inner.data, object) : value;
}

/** Values with one more, which takes the place of what lies at its path. */
export function withValueAt(
  values: Values,
  [name, ...rest]: readonly string[],
  value: unknown,
): Values {
  if (name === undefined) return values;
  const below = valuesSchema.safeParse(values[name]).data ?? {};
  return {
    ...values,
    [name]: rest.length === 0 ? value : withValueAt(below, rest, value),
  };
}

/** Values without what lies at a path. */
export function withoutPath(
  values: Values,
  [name, ...rest]: readonly string[],
): Values {
  if (name === undefined || !Object.hasOwn(values, name)) return values;
  const { [name]: below, ...others } = values;
  const inner = valuesSchema.safeParse(below);
  if (rest.length === 0 || !inner.success) {
    return rest.length === 0 ? others : values;
  }
  return { ...values, [name]: withoutPath(inner.data, rest) };
}
