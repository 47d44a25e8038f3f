import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanReference, ServiceInstance } from '../model.ts';
import { resolve, type Known } from './references.ts';

const classOf = (id: string, name: string, namespace?: string) => ({
  metadata: { name: id, namespace },
  spec: {
    ...(namespace
      ? { serviceBrokerName: 'broker' }
      : { clusterServiceBrokerName: 'broker' }),
    externalName: name,
    externalID: `ID-${id}`,
    description: '',
    bindable: true,
  },
});
const planOf = (
  id: string,
  of: string,
  namespace?: string,
  removed = false,
) => ({
  metadata: { name: id, namespace },
  spec: {
    ...(namespace
      ? { serviceClassRef: { name: of } }
      : { clusterServiceClassRef: { name: of } }),
    externalName: id.split('-')[1] ?? '',
    externalID: `ID-${id}`,
    description: '',
  },
  status: { removedFromBrokerCatalog: removed },
});
const broker = (namespace?: string) => ({
  metadata: { name: 'broker', namespace },
  spec: { url: 'http://b' },
});
const known: Known = {
  brokers: [broker(), broker('shop')],
  classes: [
    classOf('c1', 'cache'),
    classOf('c2', 'queue'),
    classOf('c3', 'twice'),
    classOf('c4', 'twice'),
    classOf('n1', 'cache', 'shop'),
    classOf('n1', 'cache', 'other'),
  ],
  plans: [
    planOf('c1-small', 'c1'),
    planOf('c1-large', 'c1'),
    planOf('c2-only', 'c2'),
    planOf('c2-old', 'c2', undefined, true),
    planOf('n1-small', 'n1', 'shop'),
    planOf('n1-large', 'n1', 'other'),
  ],
};

const instanceOf = (spec: ServiceInstance['spec']): ServiceInstance => ({
  metadata: { name: 'db', namespace: 'shop' },
  spec,
});

const cases: readonly (readonly [string, PlanReference, string])[] = [
  [
    'by names',
    {
      clusterServiceClassExternalName: 'cache',
      clusterServicePlanExternalName: 'small',
    },
    'c1-small',
  ],
  [
    'by ids',
    {
      clusterServiceClassExternalID: 'ID-c1',
      clusterServicePlanExternalID: 'ID-c1-large',
    },
    'c1-large',
  ],
  [
    'by objects',
    { clusterServiceClassName: 'c1', clusterServicePlanName: 'c1-large' },
    'c1-large',
  ],
  [
    'the only plan that is still offered',
    { clusterServiceClassExternalName: 'queue' },
    'c2-only',
  ],
  [
    'none of several plans',
    { clusterServiceClassExternalName: 'cache' },
    'ReferencesNonexistentServicePlan',
  ],
  [
    'a plan of another class',
    {
      clusterServiceClassExternalName: 'queue',
      clusterServicePlanExternalName: 'small',
    },
    'ReferencesNonexistentServicePlan',
  ],
  [
    'a name of two classes',
    { clusterServiceClassExternalName: 'twice' },
    'ReferencesNonexistentServiceClass',
  ],
  [
    'of its own namespace',
    { serviceClassExternalName: 'cache', servicePlanExternalName: 'small' },
    'n1-small',
  ],
  [
    'of another namespace',
    { serviceClassExternalName: 'cache', servicePlanExternalName: 'large' },
    'ReferencesNonexistentServicePlan',
  ],
  ['nothing', {}, 'ReferencesNonexistentServiceClass'],
];
for (const [title, spec, wanted] of cases) {
  test(`class and plan ${title}`, () => {
    const found = resolve(instanceOf(spec), known);
    const told =
      found.kind === 'offering'
        ? found.offering.plan.metadata?.name
        : found.reason;
    assert.equal(told, wanted);
  });
}

test('a class that was found stays, whatever else is called so later', () => {
  const spec = {
    clusterServiceClassExternalName: 'twice',
    clusterServiceClassRef: { name: 'c1' },
    clusterServicePlanExternalName: 'small',
  };
  const found = resolve(instanceOf(spec), known);
  assert.equal(found.kind, 'offering');
});

test('without its broker, an instance waits', () => {
  const spec = { clusterServiceClassExternalName: 'queue' };
  const found = resolve(instanceOf(spec), { ...known, brokers: [] });
  assert.equal(
    found.kind === 'missing' && found.reason,
    'ReferencesNonexistentBroker',
  );
});
