/** What lies at a path of names; undefined where nothing does. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inside, name) =>
      Object.hasOwn(Object(inside), name)
        ? Reflect.get(Object(inside), name)
        : undefined,
    value,
  );
}
