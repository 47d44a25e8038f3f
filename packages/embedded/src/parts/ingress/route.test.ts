import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { IngressObject } from './ingress-rules.ts';
import { route } from './route.ts';
import { buildTable } from './table.ts';

type PathType = 'Exact' | 'Prefix' | 'ImplementationSpecific';
type Path = [path: string, service: string, type?: PathType];

const backend = (name: string) => ({ service: { name, port: { number: 80 } } });

function ingress(
  name: string,
  hosts: Record<string, Path[]>,
  more: {
    created?: string;
    className?: string;
    annotations?: Record<string, string>;
    fallback?: string;
  } = {},
): IngressObject {
  return {
    metadata: {
      namespace: 'shop',
      name,
      creationTimestamp: more.created ?? '2026-01-01T00:00:00Z',
      annotations: more.annotations,
    },
    spec: {
      ingressClassName: more.className,
      defaultBackend: more.fallback ? backend(more.fallback) : undefined,
      rules: Object.entries(hosts).map(([host, paths]) => ({
        host: host || undefined,
        http: {
          paths: paths.map(([path, target, pathType = 'Prefix']) => ({
            path,
            pathType,
            backend: backend(target),
          })),
        },
      })),
    },
  };
}

const CANARY = { 'nginx.ingress.kubernetes.io/canary': 'true' };
const weight = (percent: number) => ({
  ...CANARY,
  'nginx.ingress.kubernetes.io/canary-weight': `${percent}`,
});

function service(
  ingresses: IngressObject[],
  url: string,
  random = () => 0.5,
): string {
  const [host = '', ...rest] = url.split('/');
  const path = `/${rest.join('/')}`;
  const found = route(
    buildTable(ingresses),
    { host, path, headers: {} },
    random,
  );
  return found.kind === 'backend' ? found.backend.service : found.kind;
}

const shop = ingress('shop', {
  'shop.test': [
    ['/', 'web'],
    ['/api', 'api'],
    ['/api/v2/', 'api2'],
    ['/api', 'api-exact', 'Exact'],
    ['/own', 'own', 'ImplementationSpecific'],
  ],
  '*.shop.test': [['/', 'tenant']],
  'narrow.test': [['/only', 'narrow']],
});

const table: [url: string, expected: string][] = [
  ['shop.test/', 'web'],
  ['SHOP.test/', 'web'],
  ['shop.test/apis', 'web'],
  ['shop.test/api', 'api-exact'],
  ['shop.test/api?x=/api/v2/', 'api-exact'],
  ['shop.test/api/', 'api'],
  ['shop.test/api/v1', 'api'],
  ['shop.test/api/v2', 'api2'],
  ['shop.test/api/v2/x', 'api2'],
  ['shop.test/own/x', 'own'],
  ['a.shop.test/', 'tenant'],
  ['a.b.shop.test/', 'no-host'],
  ['narrow.test/only', 'narrow'],
  ['narrow.test/other', 'no-path'],
  ['other.test/', 'no-host'],
];

for (const [url, expected] of table) {
  test(`${url} leads to ${expected}`, () => {
    assert.equal(service([shop], url), expected);
  });
}

test('a rule without host answers for hosts that no rule names', () => {
  const all = [shop, ingress('any', { '': [['/', 'any']] })];
  assert.equal(service(all, 'other.test/'), 'any');
  assert.equal(service(all, 'narrow.test/other'), 'no-path');
});

test('a default backend answers for what no path of its hosts matches', () => {
  const own = ingress(
    'own',
    { 'own.test': [['/a', 'a']] },
    { fallback: 'own-rest' },
  );
  const all = [shop, own, ingress('rest', {}, { fallback: 'rest' })];
  assert.equal(service(all, 'own.test/b'), 'own-rest');
  assert.equal(service(all, 'narrow.test/other'), 'rest');
  assert.equal(service(all, 'other.test/'), 'rest');
});

test('an Ingress of another class has no effect', () => {
  const foreign = ingress(
    'f',
    { 'f.test': [['/', 'f']] },
    { className: 'nginx' },
  );
  const ours = ingress(
    'o',
    { 'o.test': [['/', 'o']] },
    { className: 'pilothouse' },
  );
  assert.equal(service([foreign, ours], 'f.test/'), 'no-host');
  assert.equal(service([foreign, ours], 'o.test/'), 'o');
});

test('of two Ingresses with the same path the older one has it, and the other is told', () => {
  const late = { created: '2026-02-01T00:00:00Z' };
  const younger = ingress('young', { 'shop.test': [['/', 'thief']] }, late);
  assert.equal(service([younger, shop], 'shop.test/'), 'web');
  assert.deepEqual(buildTable([younger, shop]).problems, [
    {
      ingress: 'shop/young',
      message: 'shop.test/ belongs to the older Ingress shop/shop',
    },
  ]);
});

test('a canary that matches takes its share, and keeps the main backend to fall back to', () => {
  const canary = ingress(
    'c',
    { 'shop.test': [['/', 'web-new']] },
    {
      annotations: weight(20),
    },
  );
  const at = (draw: number) =>
    route(
      buildTable([shop, canary]),
      { host: 'shop.test', path: '/x', headers: {} },
      () => draw,
    );
  const taken = at(0.1);
  assert.ok(taken.kind === 'backend');
  assert.equal(taken.backend.service, 'web-new');
  assert.equal(taken.ingress, 'shop/c');
  assert.equal(taken.fallback?.backend.service, 'web');
  const left = at(0.2);
  assert.ok(left.kind === 'backend');
  assert.equal(left.backend.service, 'web');
  assert.equal(left.fallback, undefined);
  assert.equal(
    service([shop, canary], 'shop.test/api/x', () => 0),
    'api',
  );
});

test('a canary without its main path, and a second one, are told', () => {
  const lonely = ingress(
    'lonely',
    { 'no.test': [['/', 'x']] },
    {
      annotations: weight(20),
    },
  );
  const [first, second] = ['c1', 'c2'].map(name =>
    ingress(name, { 'shop.test': [['/', name]] }, { annotations: weight(50) }),
  );
  assert.ok(first && second);
  const { problems } = buildTable([lonely, second, first, shop]);
  assert.deepEqual(problems.map(problem => problem.ingress).sort(), [
    'shop/c2',
    'shop/lonely',
  ]);
  assert.equal(
    service([second, first, shop], 'shop.test/', () => 0),
    'c1',
  );
});

test('law: over evenly drawn numbers each backend gets exactly its weight', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), percent => {
      const canary = ingress(
        'c',
        { 'shop.test': [['/', 'new']] },
        {
          annotations: weight(percent),
        },
      );
      const built = buildTable([shop, canary]);
      const request = { host: 'shop.test', path: '/', headers: {} };
      const hits = Array.from({ length: 100 }, (_, at) => {
        const found = route(built, request, () => (at + 0.5) / 100);
        return found.kind === 'backend' ? found.backend.service : '';
      });
      assert.equal(hits.filter(name => name === 'new').length, percent);
      assert.equal(hits.filter(name => name === 'web').length, 100 - percent);
    }),
  );
});

test('law: the answer does not depend on the order in which Ingresses were heard', () => {
  const all = [
    shop,
    ingress('any', { '': [['/', 'any']], 'shop.test': [['/x', 'x']] }),
    ingress('c', { 'shop.test': [['/', 'new']] }, { annotations: weight(50) }),
    ingress('rest', {}, { fallback: 'rest' }),
  ];
  const urls = table.map(([url]) => url);
  const expected = urls.map(url => service(all, url));
  const order = fc.shuffledSubarray(all, { minLength: all.length });
  fc.assert(
    fc.property(order, shuffled => {
      assert.deepEqual(
        urls.map(url => service(shuffled, url)),
        expected,
      );
    }),
  );
});
