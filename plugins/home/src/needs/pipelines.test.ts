import { failing, row } from '../__testUtils__/services';
import { failingOf } from './pipelines';

it('has the pipelines of these services and no others, the newest trouble first', () => {
  const mine = [
    row('web', [], { title: 'Shop window' }),
    row('cart', []),
    row('stray', [], { entityRef: undefined }),
    row('idle', []),
  ];
  const found = failingOf(mine, {
    'component:default/web': failing({ since: '2031-04-01T07:00:00.000Z' }),
    'component:default/cart': failing({ since: '2031-04-01T08:00:00.000Z' }),
    'component:default/ledger': failing(),
  });
  expect(found.map(({ name }) => name)).toEqual(['cart', 'Shop window']);
});
