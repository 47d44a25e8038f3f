import { shelved } from '../__testUtils__/scene';
import { chartItems } from './item';
import { labelledIn } from './labelled';

const sources = shelved().sources;
const items = chartItems({ sources }, {});

it.each([
  ['valkey-1.1.0', '1.1.0'],
  ['valkey-0.9.0-rc.1_build.2', '0.9.0-rc.1_build.2'],
  ['valkey', undefined],
  ['valkey-cluster-1.0.0', undefined],
  ['', undefined],
])('knows by the label %j the version %j of its chart', (label, version) => {
  expect(labelledIn(items)(label)).toEqual(
    version && {
      ...{ item: 'helm-charts-valkey', version },
      chart: 'registry.example.com/charts/valkey',
    },
  );
});

it('takes none of several charts of a name', () => {
  const [item] = items;
  const labelled = labelledIn(item ? [item, item] : []);
  expect(labelled('valkey-1.1.0')).toBeUndefined();
});
