import { StepFailure } from './outcome.ts';
import { areEqual, asText, isList, type Value } from './values.ts';

type Method<T> = (self: T, args: readonly Value[]) => Value;

const text = (args: readonly Value[], index = 0) => asText(args[index] ?? null);
const count = (args: readonly Value[], index = 0) => Number(args[index] ?? 0);

const OF_TEXT: Readonly<Record<string, Method<string>>> = {
  trim: self => self.trim(),
  toLowerCase: self => self.toLowerCase(),
  toUpperCase: self => self.toUpperCase(),
  startsWith: (self, args) => self.startsWith(text(args)),
  endsWith: (self, args) => self.endsWith(text(args)),
  contains: (self, args) => self.includes(text(args)),
  replace: (self, args) => self.replaceAll(text(args), () => text(args, 1)),
  split: (self, args) =>
    args.length > 0
      ? self.split(new RegExp(text(args)))
      : self.split(/\s+/).filter(Boolean),
  tokenize: (self, args) => {
    const separators = args.length > 0 ? text(args) : ' \t\n\r\f';
    const found = [''];
    for (const each of self)
      if (separators.includes(each)) found.push('');
      else found.push(`${found.pop() ?? ''}${each}`);
    return found.filter(Boolean);
  },
  isEmpty: self => self === '',
  length: self => self.length,
  size: self => self.length,
  substring: (self, args) =>
    args.length > 1
      ? self.substring(count(args), count(args, 1))
      : self.substring(count(args)),
  take: (self, args) => self.slice(0, count(args)),
  matches: (self, args) => matches(self, text(args)),
  toInteger: self => Number.parseInt(self, 10),
  toBoolean: self => /^(true|y|1)$/i.test(self.trim()),
  equalsIgnoreCase: (self, args) =>
    self.toLowerCase() === text(args).toLowerCase(),
};

const OF_LIST: Readonly<Record<string, Method<readonly Value[]>>> = {
  contains: (self, args) => self.some(each => areEqual(each, args[0] ?? null)),
  isEmpty: self => self.length === 0,
  size: self => self.length,
  take: (self, args) => self.slice(0, count(args)),
  join: (self, args) => self.map(asText).join(args.length ? text(args) : ''),
  first: self => self[0] ?? null,
  last: self => self.at(-1) ?? null,
};

const OF_ALL: Readonly<Record<string, Method<Value>>> = {
  toString: (self: Value) => asText(self),
  equals: (self, args) => areEqual(self, args[0] ?? null),
};

/** Whether the whole text matches the expression. */
export function matches(self: string, expression: string): boolean {
  return new RegExp(`^(?:${expression})$`).test(self);
}

/** Calls a method of a value. */
export function callMethod(
  target: Value,
  name: string,
  args: readonly Value[],
): Value {
  if (target === null)
    throw new StepFailure(
      `java.lang.NullPointerException: Cannot invoke method ${name}() on null object`,
    );
  if (typeof target === 'string' && Object.hasOwn(OF_TEXT, name))
    return OF_TEXT[name]?.(target, args) ?? null;
  if (isList(target) && Object.hasOwn(OF_LIST, name))
    return OF_LIST[name]?.(target, args) ?? null;
  if (Object.hasOwn(OF_ALL, name)) return OF_ALL[name]?.(target, args) ?? null;
  throw new StepFailure(
    `No signature of method: ${name}() is applicable for ${asText(target)}`,
  );
}
