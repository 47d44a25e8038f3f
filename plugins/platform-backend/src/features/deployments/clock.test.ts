import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InMemoryCatalog } from '../../kube/access/__testUtils__/catalog';
import { shiftTimes } from '../../kube/testing/shift-times';
import { clusterWith, fixture, type Objects } from './__testUtils__/scene';
import { deploymentsOfService } from './view';

const entityRef = 'component:default/all';
const catalog = new InMemoryCatalog([
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'all',
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-label-selector': 'app' },
    },
  },
]);

/** The same with all times a while later, and all in one form. */
function shifted<T>(value: T, minutes: number): T {
  return JSON.parse(shiftTimes(JSON.stringify(value), minutes));
}

function placementsIn(objects: Objects) {
  const { kube } = clusterWith(objects);
  return deploymentsOfService({ entityRef }, { kube, catalog }).placements;
}

const names = readdirSync(join(__dirname, 'causes', 'fixtures'))
  .filter(file => file.endsWith('.json'))
  .map(file => file.replace('.json', ''));

describe.each(names)('what is shown of %s', name => {
  it.each([
    ['10 min behind', -10],
    ['right', 0],
    ['10 min ahead', 10],
  ])(
    'differs in nothing but its times when the clock of the cluster is %s',
    (_, minutes) => {
      const right = placementsIn(fixture(name));
      const off = placementsIn(shifted(fixture(name), minutes));
      expect(shifted(off, 0)).toEqual(shifted(right, minutes));
    },
  );
});

it('is shown of something', () => {
  const shown = names.flatMap(name => Object.keys(placementsIn(fixture(name))));
  expect(shown.length).toBeGreaterThan(names.length / 2);
});
