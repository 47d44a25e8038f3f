import type {
  OrderForm,
  Values,
  Words,
} from '@pilothouse/plugin-platform-common';
import { valuesSchema } from '@pilothouse/plugin-platform-common';
import {
  portableSchema,
  type CustomObject,
  type MiddlewareField,
  type MiddlewareForm,
} from '@pilothouse/plugin-platform-node';
import type { ChartLine, ChartVersion } from './Chart';

type Plan = OrderForm['plans'][number];

/** What everybody may see of what is wanted of a release. */
export const versionField: MiddlewareField = {
  path: ['version'],
  title: { en: 'Version of the chart', zh: 'Chart 版本' },
  source: 'Chart.yaml',
};

const valuesField: MiddlewareField = {
  path: ['values'],
  title: { en: 'Values', zh: '参数值' },
  source: 'values.schema.json',
};
const openValues: Words = {
  en: 'The chart does not say which values it takes: add them by name, or write them into the other fields below, as YAML under values. What is left out is as in its values.yaml.',
  zh: '该 Chart 没有说明有哪些参数值：请按名称添加，或在下面的其他字段中以 YAML 写在 values 之下。未填写的按其 values.yaml。',
};

/** What is asked of whoever orders a chart, or changes a release of it. */
export function formFor(
  { versions }: ChartLine,
  instance?: CustomObject,
): MiddlewareForm {
  const plans = instance
    ? plansFrom(versions, instance)
    : versions.map(version => planOf(version, { version: version.tag }));
  const isOpen = plans.some(({ schema }) => isAnything(schema));
  return {
    schema: plans[0]?.schema ?? {},
    fields: [{ ...valuesField, ...(isOpen && { help: openValues }) }],
    // What is entered without a schema may be anything.
    ...(isOpen && { sensitive: [['values']] }),
    plans,
  };
}

/** The version that a release has, and those that it may change to. */
function plansFrom(
  versions: readonly ChartVersion[],
  { spec }: CustomObject,
): Plan[] {
  const own: unknown = Reflect.get(Object(spec), 'version');
  const current = versions.find(({ tag }) => tag === own);
  return [
    current ? planOf(current, {}) : unknownVersion(own),
    ...versions
      .filter(version => version !== current)
      .map(version => planOf(version, { version: version.tag })),
  ];
}

function planOf({ chart, tag }: ChartVersion, values: Values): Plan {
  const { appVersion, name, deprecated } = chart;
  const what = appVersion ? `${name} ${appVersion}` : name;
  return {
    name: tag,
    title: { en: `Version ${tag}`, zh: `版本 ${tag}` },
    summary: deprecated
      ? { en: `${what}; deprecated`, zh: `${what}；已弃用` }
      : { en: what, zh: what },
    values,
    schema: schemaOf(chart.schema),
  };
}

function unknownVersion(own: unknown): Plan {
  const version = typeof own === 'string' ? own : '–';
  return {
    name: version,
    title: { en: `Version ${version}`, zh: `版本 ${version}` },
    summary: {
      en: 'The version that it has; newer ones can be chosen.',
      zh: '当前的版本；可以选择更新的版本。',
    },
    values: {},
    schema: schemaOf(undefined),
  };
}

function schemaOf(of: Values | undefined): Values {
  const { schema, definitions } = portableSchema(of);
  return { ...definitions, type: 'object', properties: { values: schema } };
}

/** Whether any values may be written. */
function isAnything(schema: Plan['schema']): boolean {
  const inner: unknown = Object.values(Object(schema?.properties))[0];
  return (
    Reflect.get(Object(inner), 'additionalProperties') === true &&
    Reflect.get(Object(inner), 'properties') === undefined
  );
}

/** What refers to itself in many ways has no end; all of it is hidden then. */
const mostSchemas = 20_000;
const alternatives = ['allOf', 'anyOf', 'oneOf'];
const conditions = ['if', 'then', 'else'];
const anyName = [
  'items',
  'additionalItems',
  'additionalProperties',
  'contains',
  'unevaluatedItems',
  'unevaluatedProperties',
];

/**
 * Paths of values that a schema says to be secret, by `format: password` or `writeOnly`,
 * wherever in it that is said; below `spec`. Items of lists and values of any name have no
 * path of their own: all that holds them is secret then.
 */
export function secretPaths(schema: Values | undefined): string[][] {
  const root = schema ?? {};
  const paths = pathsIn(root, {
    root,
    within: new Set(),
    left: { schemas: mostSchemas },
  });
  return paths.map(path => ['values', ...path]);
}

interface Search {
  readonly root: Values;
  /** Schemas that are being looked at, as some refer to themselves. */
  readonly within: ReadonlySet<unknown>;
  /** How many more are looked at. */
  readonly left: { schemas: number };
}

function pathsIn(schema: unknown, search: Search): string[][] {
  const here = valuesSchema.safeParse(schema).data;
  if (!here || search.within.has(schema)) return [];
  if (search.left.schemas-- <= 0) return [[]];
  if (here.format === 'password' || here.writeOnly === true) return [[]];
  const within = new Set([...search.within, schema]);
  const below = (each: unknown) => pathsIn(each, { ...search, within });
  const named = Object.entries(
    valuesSchema.safeParse(here.properties).data ?? {},
  ).flatMap(([name, inner]) => below(inner).map(path => [name, ...path]));
  const same = [
    ...(typeof here.$ref === 'string'
      ? [referred(search.root, here.$ref)]
      : []),
    ...alternatives.flatMap(key => listOf(here[key])),
    ...conditions.map(key => here[key]),
    ...Object.values(Object(here.dependentSchemas)),
  ].flatMap(below);
  const nameless = [
    ...anyName.map(key => here[key]),
    ...listOf(here.items),
    ...listOf(here.prefixItems),
    ...Object.values(Object(here.patternProperties)),
  ].flatMap(below);
  const all = [...named, ...same, ...(nameless.length > 0 ? [[]] : [])];
  return [...new Map(all.map(path => [JSON.stringify(path), path])).values()];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What a JSON pointer such as `#/$defs/port` leads to; nothing for what leads nowhere. */
function referred(root: Values, reference: string): unknown {
  const [, pointer] = /^#(?:\/(.*))?$/.exec(reference) ?? [];
  if (pointer === undefined) return reference === '#' ? root : undefined;
  return pointer.split('/').reduce<unknown>((at, part) => {
    const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
    return Object.hasOwn(Object(at), key)
      ? Reflect.get(Object(at), key)
      : undefined;
  }, root);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
