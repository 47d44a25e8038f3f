import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Manifest } from '../../kube/apply.ts';
import { KubeError } from '../../kube/rest.ts';
import {
  appliedOf,
  applySamples,
  describeOutcome,
  type ApplyOutcome,
} from './apply.ts';
import { isAvailable } from './availability.ts';

let dir: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'samples-'));
});
after(() => rm(dir, { recursive: true, force: true }));

const configMap = (name: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop-dev' },
});

function cluster(refuse: (name: string) => KubeError | undefined) {
  const applied: string[] = [];
  const apply = async (objects: readonly Manifest[]) => {
    for (const { metadata } of objects) {
      const error = refuse(metadata.name);
      if (error) throw error;
      applied.push(metadata.name);
    }
  };
  return { applied, apply };
}

test('the same samples are applied once, changed ones again', async () => {
  const { applied, apply } = cluster(() => undefined);
  const memory = join(dir, 'once');
  const run = (...objects: Manifest[]) =>
    applySamples({ objects, kubeconfig: 'unused', memory }, apply);
  assert.deepEqual(await run(configMap('a')), { kind: 'applied', kept: [] });
  assert.deepEqual(await run(configMap('a')), { kind: 'unchanged' });
  await run(configMap('a'), configMap('b'));
  assert.deepEqual(applied, ['a', 'a', 'b']);
});

test('an object that a person changed is kept, the rest is applied', async () => {
  const conflict = new KubeError(
    409,
    'Conflict',
    'conflict with "kubectl-edit"',
  );
  const { applied, apply } = cluster(name =>
    name === 'a' ? conflict : undefined,
  );
  const objects = [configMap('a'), configMap('b')];
  const memory = join(dir, 'kept');
  assert.deepEqual(
    await applySamples({ objects, kubeconfig: 'unused', memory }, apply),
    { kind: 'applied', kept: ['ConfigMap shop-dev a'] },
  );
  assert.deepEqual(applied, ['b']);
  const text = describeOutcome({ kind: 'applied', kept: ['ConfigMap a'] });
  assert.match(text, /^ConfigMap a was left as it is/m);
});

test('after a failure the samples are applied again', async () => {
  let failing = true;
  const away = new KubeError(503, 'ServiceUnavailable', 'away');
  const { applied, apply } = cluster(() => (failing ? away : undefined));
  const memory = join(dir, 'failure');
  const settings = { objects: [configMap('a')], kubeconfig: 'unused', memory };
  await assert.rejects(applySamples(settings, apply), /away/);
  failing = false;
  await applySamples(settings, apply);
  assert.deepEqual(applied, ['a']);
});

const cases: [title: string, object: unknown, available: boolean][] = [
  ['not yet seen', { metadata: { generation: 1 }, spec: {} }, false],
  [
    'an older generation',
    {
      metadata: { generation: 2 },
      spec: {},
      status: { observedGeneration: 1, availableReplicas: 1 },
    },
    false,
  ],
  [
    'one of two',
    {
      metadata: { generation: 1 },
      spec: { replicas: 2 },
      status: { observedGeneration: 1, availableReplicas: 1 },
    },
    false,
  ],
  [
    'all',
    {
      metadata: { generation: 1 },
      spec: {},
      status: { observedGeneration: 1, availableReplicas: 1 },
    },
    true,
  ],
  [
    'scaled to zero',
    {
      metadata: { generation: 1 },
      spec: { replicas: 0 },
      status: { observedGeneration: 1 },
    },
    true,
  ],
];
for (const [title, object, available] of cases) {
  test(`a Deployment, ${title}: ${available ? '' : 'not '}available`, () => {
    assert.equal(isAvailable(object), available);
  });
}

const awaited: readonly [string, ApplyOutcome, string][] = [
  ['samples of an earlier start', { kind: 'unchanged' }, ''],
  ['new samples', { kind: 'applied', kept: [] }, 'a b'],
  [
    'all but what a person set',
    { kind: 'applied', kept: ['ConfigMap shop-dev a'] },
    'b',
  ],
];

for (const [title, outcome, expected] of awaited) {
  test(`a start waits for: ${title}`, () => {
    const objects = appliedOf([configMap('a'), configMap('b')], outcome);
    assert.equal(
      objects.map(({ metadata }) => metadata.name).join(' '),
      expected,
    );
  });
}
