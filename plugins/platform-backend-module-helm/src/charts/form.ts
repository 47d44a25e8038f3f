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

/**
 * Paths of values that a schema says to be secret, by `format: password` or `writeOnly`;
 * below `spec`.
 */
export function secretPaths(schema: Values | undefined): string[][] {
  return pathsIn(schema ?? {}).map(path => ['values', ...path]);
}

function pathsIn(schema: Values): string[][] {
  if (schema.format === 'password' || schema.writeOnly === true) return [[]];
  const properties = valuesSchema.safeParse(schema.properties).data ?? {};
  return Object.entries(properties).flatMap(([name, inner]) => {
    const below = valuesSchema.safeParse(inner).data ?? {};
    return pathsIn(below).map(path => [name, ...path]);
  });
}
