import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { InstalledKind } from '@pilothouse/plugin-platform-node';
import { parse, parseAllDocuments } from 'yaml';
import { operatorDefinitions as definitions } from '../service';
import { draftOf } from './draft';

const kind: InstalledKind['kind'] = {
  group: 'teapots.example.com',
  plural: 'teapots',
  kind: 'TeaPot',
  versions: ['v1alpha1'],
};
const spec = {
  type: 'object',
  required: ['replicas', 'blend'],
  properties: {
    replicas: { type: 'integer', minimum: 1, maximum: 5 },
    blend: {
      type: 'string',
      enum: ['green', 'oolong'],
      description: 'Which tea is made. Cannot be changed.',
    },
    version: { type: 'string', default: '2.1' },
    storage: {
      type: 'object',
      properties: {
        size: { type: 'string' },
        storageClassName: { type: 'string' },
      },
    },
    resources: {
      type: 'object',
      properties: {
        requests: {
          type: 'object',
          additionalProperties: { 'x-kubernetes-int-or-string': true },
        },
        limits: {
          type: 'object',
          additionalProperties: { 'x-kubernetes-int-or-string': true },
        },
      },
    },
    affinity: { type: 'object', properties: { weight: { type: 'integer' } } },
    tolerations: { type: 'array', items: { type: 'object' } },
  },
};
const conditions = { type: 'array', items: { type: 'object' } };
const installed = (
  status: object,
  more: Partial<InstalledKind> = {},
): InstalledKind => ({
  kind,
  schema: {
    type: 'object',
    description: 'TeaPot keeps tea warm. It needs water.',
    properties: { spec, status: { type: 'object', properties: status } },
  },
  columns: [],
  taken: [],
  living: [],
  ...more,
});

function drafted(of: InstalledKind) {
  const draft = draftOf(of);
  if (draft.kind !== 'draft') throw new Error(`none: ${draft.because}`);
  const read = definitions.read(draft.text);
  if (read.kind !== 'item') throw new Error(JSON.stringify(read.faults));
  return { ...draft, item: read.item, said: parse(draft.text) };
}

it('drafts a definition that can be read, from schema and conditions', () => {
  const { item, said } = drafted(
    installed({ conditions, readyReplicas: { type: 'integer' } }),
  );
  expect(item).toMatchObject({
    name: 'tea-pot',
    title: 'Tea Pot',
    summary: { en: 'TeaPot keeps tea warm.' },
    operations: ['scale', 'expand-storage'],
    kind,
  });
  expect(item.fields.map(({ path }) => path.join('.'))).toEqual([
    'replicas',
    'blend',
    'version',
    'storage.size',
    'storage.storageClassName',
    'resources.requests.cpu',
    'resources.requests.memory',
    'resources.limits.memory',
  ]);
  expect(said.status).toEqual({
    ready: [{ condition: 'Ready' }],
    members: { ready: 'status.readyReplicas', wanted: 'spec.replicas' },
  });
  expect(item.plans.map(({ name, values }) => [name, values])).toMatchObject([
    ['small', { replicas: 1, blend: 'green', storage: { size: '1Gi' } }],
    ['safe', { replicas: 3, blend: 'green', storage: { size: '10Gi' } }],
  ]);
  expect(item.demandOf({ replicas: 2, storage: { size: '3Gi' } })).toEqual(
    expect.arrayContaining([
      { resource: 'pods', each: '1', times: 2 },
      { resource: 'requests.storage', each: '3Gi', times: 2 },
    ]),
  );
});

it.each<[string, InstalledKind, unknown]>([
  [
    'a column of kubectl',
    installed(
      { conditions },
      { columns: ['.status.conditions[?(@.type=="Available")].status'] },
    ),
    [{ condition: 'Available' }],
  ],
  [
    'what lives',
    installed(
      { conditions },
      {
        living: [
          {
            object: {
              status: {
                conditions: [
                  { type: 'Paused', status: 'False' },
                  { type: 'Healthy', status: 'True' },
                ],
              },
            },
            podLabels: [],
            services: [],
          },
        ],
      },
    ),
    [{ condition: 'Healthy' }],
  ],
  [
    'the choices of a phase',
    installed({
      phase: { type: 'string', enum: ['', 'Pending', 'Running', 'Failed'] },
    }),
    [{ path: 'status.phase', in: ['Running'] }],
  ],
  [
    'a phase that may be anything',
    installed({ state: { type: 'string' } }),
    [
      {
        path: 'status.state',
        in: ['Running', 'Ready', 'Available', 'Healthy'],
      },
    ],
  ],
])('knows what is ready by %s', (_, of, ready) => {
  expect(drafted(of).said.status.ready).toEqual(ready);
});

it('takes labels and Services from what lives', () => {
  const { item } = drafted(
    installed(
      { conditions },
      {
        living: [
          {
            object: { metadata: { name: 'earl' } },
            podLabels: [
              { 'teapots.example.com/pot': 'earl', app: 'tea' },
              { app: 'earl-other' },
            ],
            services: [
              { name: 'earl', port: 8080 },
              { name: 'earl-admin', port: 9090 },
              { name: 'grey', port: 1 },
            ],
          },
        ],
      },
    ),
  );
  expect(item.labelsOf('x')).toEqual({ 'teapots.example.com/pot': 'x' });
  expect(
    item.endpointsOf({ metadata: { name: 'x' } }).map(({ to }) => to),
  ).toEqual([
    { service: 'x', port: 8080 },
    { service: 'x-admin', port: 9090 },
  ]);
});

it('gives an item a name that no other has', () => {
  const { item } = drafted(installed({ conditions }, { taken: ['tea-pot'] }));
  expect(item.name).toBe('tea-pot-teapots');
});

it.each([
  [{}, 'no-readiness'],
  [{ replicas: { type: 'integer' } }, 'no-readiness'],
])('drafts nothing of a status of %j', (status, because) => {
  expect(draftOf(installed(status))).toEqual({ kind: 'none', because });
});

it('drafts nothing where nothing can be asked for', () => {
  const schema = { properties: { spec: { type: 'object' } } };
  expect(draftOf({ ...installed({ conditions }), schema })).toEqual({
    kind: 'none',
    because: 'no-fields',
  });
});

it('says what must be set and cannot be asked for', () => {
  const schema = {
    properties: {
      spec: {
        type: 'object',
        required: ['pools', 'title'],
        properties: {
          pools: { type: 'array', items: { type: 'object' } },
          title: { type: 'string' },
        },
      },
      status: { type: 'object', properties: { conditions } },
    },
  };
  const { text } = drafted({ ...installed({ conditions }), schema });
  expect(text).toMatch(/# spec\.pools must be set, and no form can ask/);
  expect(text).toMatch(/# spec\.title must be set: who orders is asked/);
});

it('drafts what can be read of a kind that others published', async () => {
  const text = await readFile(
    resolvePackagePath(
      '@pilothouse/plugin-platform-backend-module-operators',
      '../../packages/embedded/src/parts/cloudnative-pg/crds.yaml',
    ),
    'utf8',
  );
  const crd = parseAllDocuments(text)
    .map(document => document.toJS())
    .find(each => each.spec.names.kind === 'Cluster');
  const [version] = crd.spec.versions;
  const { item } = drafted({
    ...installed({}),
    kind: {
      group: crd.spec.group,
      plural: crd.spec.names.plural,
      kind: 'Cluster',
      versions: [version.name],
    },
    schema: version.schema.openAPIV3Schema,
  });
  expect(item.fields.map(({ path }) => path.join('.'))).toEqual(
    expect.arrayContaining(['instances', 'storage.size']),
  );
});
