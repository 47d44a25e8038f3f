import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import { causeKeys } from './cause-keys';

const keysOf = (...facts: CauseFacts[]) =>
  causeKeys(facts.map(each => ({ facts: each })));

const pod = 'web-a';
const container = 'app';
const crash = { kind: 'crash-loop', pod, container, restarts: 1 } as const;
const missing = {
  kind: 'missing-object',
  pod,
  container,
  object: 'Secret',
  name: 'db',
} as const;
const overlap = (service: string): CauseFacts => ({
  kind: 'service-overlap',
  service,
  workloads: ['a'],
});
const stuck = (finalizer: string): CauseFacts => ({
  kind: 'stuck-terminating',
  pod,
  finalizers: [finalizer],
});

it.each<[string, CauseFacts, CauseFacts]>([
  ['of two services', overlap('web'), overlap('web-metrics')],
  ['of a Secret and a ConfigMap', missing, { ...missing, object: 'ConfigMap' }],
  [
    'of two keys of a Secret',
    { ...missing, key: 'a' },
    { ...missing, key: 'b' },
  ],
  [
    'of two budgets',
    { kind: 'disruption-blocked', budget: 'a' },
    { kind: 'disruption-blocked', budget: 'b' },
  ],
  ['that differ in nothing that one is called by', stuck('a'), stuck('b')],
])('tells causes apart %s', (_, one, other) => {
  const [first, second] = keysOf(one, other);
  expect(first).not.toBe(second);
});

it.each<[string, CauseFacts, CauseFacts]>([
  ['restarts', crash, { ...crash, restarts: 9, exitCode: 1 }],
  [
    'fits on fewer nodes',
    { kind: 'unschedulable', pod, reasons: [{ nodes: 3, reason: 'cpu' }] },
    { kind: 'unschedulable', pod, reasons: [{ nodes: 4, reason: 'cpu' }] },
  ],
  [
    'uses more of its quota',
    { kind: 'quota-exceeded', quota: 'q', resources: [] },
    { kind: 'quota-exceeded', quota: 'q', resources: [{ resource: 'cpu' }] },
  ],
])('takes a cause for the same when what it is about %s', (_, before, now) => {
  expect(keysOf(now)).toEqual(keysOf(before));
});
