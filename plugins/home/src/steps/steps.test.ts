import type { Entity } from '@backstage/catalog-model';
import {
  firstStepAnnotation,
  readProgress,
  stepsLeft,
  untouched,
} from './steps';

function sample(name: string, part: string, url?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name,
      annotations: { [firstStepAnnotation]: part },
      links: url ? [{ url }] : undefined,
    },
  };
}

const shop = sample('shop', 'open', 'http://shop.localhost:7009');
const inventory = sample('inventory', 'break');
const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'node-service' },
};

const ids = (...args: Parameters<typeof stepsLeft>) =>
  stepsLeft(...args).map(({ id }) => id);

describe('stepsLeft', () => {
  it.each([
    [
      'all, in order',
      [inventory, template, shop],
      untouched,
      ['open', 'break', 'create'],
    ],
    ['no samples', [template], untouched, []],
    ['no template', [shop], untouched, ['open']],
    [
      'no address to open',
      [sample('shop', 'open'), template],
      untouched,
      ['create'],
    ],
    [
      'a part nobody knows',
      [sample('x', 'dance'), template],
      untouched,
      ['create'],
    ],
    [
      'one done',
      [shop, inventory, template],
      { done: ['open'], dismissed: false },
      ['break', 'create'],
    ],
    [
      'all done',
      [shop, inventory, template],
      { done: ['open', 'break', 'create'], dismissed: false },
      [],
    ],
    ['dismissed', [shop], { done: [], dismissed: true }, []],
  ])('%s', (_, samples, progress, expected) => {
    expect(ids(samples, progress)).toEqual(expected);
  });
});

it.each([
  [undefined, untouched],
  [null, untouched],
  ['nonsense', untouched],
  [{ done: 'open' }, untouched],
  [{ done: ['open', 3] }, { done: ['open'], dismissed: false }],
  [{ dismissed: true }, { done: [], dismissed: true }],
])('reads %j', (stored, expected) => {
  expect(readProgress(stored)).toEqual(expected);
});
