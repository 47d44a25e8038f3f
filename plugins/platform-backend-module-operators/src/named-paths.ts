import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';
import { parsePath, placeholdersOf, type Path } from './paths';
import type { Definition, Test, VolumeRule } from './schema';

/** A path of an object, and where in a definition it is named. */
export interface NamedPath {
  readonly path: Path;
  readonly at: readonly PropertyKey[];
}

const spec = (path: Path): Path => ['spec', ...path];

/** All paths of `spec` and `status` that a definition names of an instance. */
export function namedPaths(definition: Definition): NamedPath[] {
  return [
    ...definition.fields.map(({ path }, i) => ({
      path: spec(path),
      at: ['fields', i, 'path'],
    })),
    ...definition.plans.flatMap(({ values }, i) =>
      ofValues(values, ['spec'], ['plans', i, 'values']),
    ),
    ...ofTerms(definition.terms),
    ...ofStatus(definition.status),
    ...ofDemand(definition.demand),
    ...ofTemplates(definition),
    ...ofVolumes(definition.removesVolumes),
    ...(definition.open
      ? [{ path: definition.open.unless, at: ['open', 'unless'] }]
      : []),
  ].filter(({ path: [first] }) => first === 'spec' || first === 'status');
}

function ofValues(
  values: Values,
  path: Path,
  at: readonly PropertyKey[],
): NamedPath[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const here = { path: [...path, name], at: [...at, name] };
    const inner = valuesSchema.safeParse(value).data;
    const isMap = inner && Object.keys(inner).length > 0;
    return isMap ? ofValues(inner, here.path, here.at) : [here];
  });
}

function ofTerms(terms: Definition['terms'] = []): NamedPath[] {
  return terms.flatMap(({ bounds = [], defaults = {} }, i) => [
    ...bounds.map(({ field }, j) => ({
      path: spec(
        field
          .split('.')
          .flatMap(step =>
            step.endsWith('[]') ? [step.slice(0, -2), 0] : [step],
          ),
      ),
      at: ['terms', i, 'bounds', j, 'field'],
    })),
    ...ofValues(defaults, ['spec'], ['terms', i, 'defaults']),
  ]);
}

function ofVolumes(rule: VolumeRule | undefined): NamedPath[] {
  return rule && 'unless' in rule
    ? [{ path: rule.unless, at: ['removesVolumes', 'unless'] }]
    : [];
}

function ofStatus(rules: Definition['status']): NamedPath[] {
  const tests = (key: 'ready' | 'failed' | 'waiting') =>
    rules[key].flatMap((test: Test, i) =>
      'path' in test
        ? [{ path: test.path, at: ['status', key, i, 'path'] }]
        : [],
    );
  const { phase, message, members } = rules;
  return [
    ...tests('ready'),
    ...tests('failed'),
    ...tests('waiting'),
    ...(phase ? [{ path: phase, at: ['status', 'phase'] }] : []),
    ...(message ? [{ path: message, at: ['status', 'message'] }] : []),
    ...(members
      ? (['ready', 'wanted'] as const).map(key => ({
          path: members[key],
          at: ['status', 'members', key],
        }))
      : []),
  ];
}

function ofDemand(demand: Definition['demand']): NamedPath[] {
  return demand.flatMap((rule, i) => {
    const below = (path: Path) =>
      spec(rule.each ? [...rule.each, 0, ...path] : path);
    const at = ['demand', i];
    return [
      ...(typeof rule.pods === 'number'
        ? []
        : [{ path: below(rule.pods), at: [...at, 'pods'] }]),
      ...(rule.resources
        ? [{ path: below(rule.resources), at: [...at, 'resources'] }]
        : []),
      ...rule.storage.map((path, j) => ({
        path: below(path),
        at: [...at, 'storage', j],
      })),
      ...(rule.volumes
        ? [{ path: below(rule.volumes), at: [...at, 'volumes'] }]
        : []),
    ];
  });
}

/** Of placeholders with several paths, one that is there is enough. */
function ofTemplates({ endpoints, credentials }: Definition): NamedPath[] {
  const of = (text: string, at: readonly PropertyKey[]) =>
    text.includes('|')
      ? []
      : placeholdersOf(text).flatMap(name => {
          const path = parsePath(name);
          return path ? [{ path, at }] : [];
        });
  return [
    ...endpoints.flatMap((endpoint, i) =>
      'service' in endpoint
        ? of(endpoint.service, ['endpoints', i, 'service'])
        : of(endpoint.host, ['endpoints', i, 'host']),
    ),
    ...credentials.flatMap(({ secret, where }, i) => [
      ...of(secret, ['credentials', i, 'secret']),
      ...(where ? [{ path: where, at: ['credentials', i, 'where'] }] : []),
    ]),
  ];
}
