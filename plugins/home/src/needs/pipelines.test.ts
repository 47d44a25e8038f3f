import { failing, row } from '../__testUtils__/services';
import { failingOf, titleOf, waitingOf } from './pipelines';

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

it('has the questions of these services and no others', () => {
  const run = { job: 'shop/web/main', number: 3 };
  const waits = [{ run, questions: ['Deploy to prod?'] }];
  const mine = [row('web', [], { title: 'Shop window' }), row('cart', [])];
  const found = waitingOf(mine, {
    'component:default/web': waits,
    'component:default/ledger': waits,
  });
  expect(found).toEqual({ 'component:default/web': waits });
  expect(titleOf(mine)('component:default/web')).toBe('Shop window');
  expect(titleOf(mine)('component:default/cart')).toBe('cart');
});
