import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InMemoryCatalog } from '../../kube/access/__testUtils__/catalog';
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
const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/** The same with all times a while later, and all in one form. */
function shifted<T>(value: T, minutes: number): T {
  const text = JSON.stringify(value).replace(moment, time =>
    new Date(Date.parse(time) + minutes * 60_000).toISOString(),
  );
  return JSON.parse(text);
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
