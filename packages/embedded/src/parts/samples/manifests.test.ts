import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { fillIn, renderManifests } from './manifests.ts';

const DIR = join(import.meta.dirname, '../../../samples/manifests');
const objects = await renderManifests(DIR);
const named = (kind: string) => objects.filter(object => object.kind === kind);
const labels = z.record(z.string(), z.string());

test('a value is put in its place, and a missing one is named', () => {
  assert.equal(fillIn('a ${one} ${two}', { one: '1', two: '2' }), 'a 1 2');
  assert.throws(() => fillIn('${three}', {}), /no value for \$\{three\}/);
});

test('there are four namespaces with their tenant and environment', () => {
  assert.deepEqual(
    named('Namespace').map(({ metadata }) => {
      const found = labels.parse(metadata.labels);
      return [
        metadata.name,
        found['pilothouse.dev/tenant'],
        found['pilothouse.dev/environment'],
      ];
    }),
    [
      ['shop-dev', 'shop', 'dev'],
      ['shop-prod', 'shop', 'prod'],
      ['payments-dev', 'payments', 'dev'],
      ['payments-prod', 'payments', 'prod'],
    ],
  );
});

test('everything else is in one of them, after the namespace itself', () => {
  const known = new Set<string>();
  for (const { kind, metadata } of objects) {
    if (kind === 'Namespace') known.add(metadata.name);
    else assert.ok(known.has(metadata.namespace ?? ''), metadata.name);
  }
});

test('nothing is left to fill in, and no object comes twice', () => {
  assert.doesNotMatch(JSON.stringify(objects), /\$\{/);
  const keys = objects.map(({ kind, metadata }) =>
    [kind, metadata.namespace, metadata.name].join('/'),
  );
  assert.equal(new Set(keys).size, keys.length);
});

const deploymentSchema = z.object({
  metadata: z.object({ name: z.string(), labels }),
  spec: z.object({
    replicas: z.number().optional(),
    selector: z.object({ matchLabels: labels }),
    template: z.object({
      metadata: z.object({ labels }),
      spec: z.object({
        nodeSelector: labels.optional(),
        containers: z.tuple([
          z.object({
            image: z.string(),
            resources: z.object({ requests: labels, limits: labels }),
          }),
        ]),
      }),
    }),
  }),
});

for (const object of named('Deployment')) {
  const { metadata, spec } = deploymentSchema.parse(object);
  const { namespace = '' } = object.metadata;
  test(`Deployment ${namespace}/${metadata.name} can be found by its labels`, () => {
    const app = namespace.split('-')[0];
    for (const found of [metadata.labels, spec.template.metadata.labels]) {
      assert.equal(found['backstage.io/kubernetes-id'], metadata.name);
      assert.equal(found['app.kubernetes.io/name'], metadata.name);
      assert.equal(found['app.kubernetes.io/part-of'], app);
    }
    assert.deepEqual(spec.selector.matchLabels, {
      'app.kubernetes.io/name': metadata.name,
    });
    const [{ image }] = spec.template.spec.containers;
    assert.ok(image.startsWith(`${app}/${metadata.name}:`), image);
    const simulated = spec.template.spec.nodeSelector !== undefined;
    assert.equal(simulated, app === 'payments');
  });
}

test('replicas belong to the autoscaler where there is one', () => {
  const scaled = named('HorizontalPodAutoscaler').map(
    ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
  );
  for (const object of named('Deployment')) {
    const { namespace, name } = object.metadata;
    const { replicas } = deploymentSchema.parse(object).spec;
    assert.equal(
      replicas === undefined,
      scaled.includes(`${namespace}/${name}`),
      name,
    );
  }
});
