import fc from 'fast-check';
import { statuses, viewsOf } from '@pilothouse/plugin-platform-common';
import {
  placement,
  service,
  servicesOf,
  unregistered,
} from '../__testUtils__/services';
import { brokenFirst, resorted, sortColumns, sorted } from './sort';

const views = viewsOf(
  servicesOf([
    service('web10', [placement('dev')]),
    service('web9', [placement('dev')], { owner: 'group:default/a' }),
    service('orders', [placement('dev', { status: 'failed' })], {
      application: undefined,
    }),
    unregistered('agent'),
    service('basket', [placement('dev', { status: 'degraded' })], {
      owner: undefined,
    }),
  ]),
);

it.each([
  ['status', false, ['orders', 'basket', 'web9', 'web10', 'agent']],
  ['status', true, ['web9', 'web10', 'agent', 'basket', 'orders']],
  ['name', false, ['agent', 'basket', 'orders', 'web9', 'web10']],
  ['name', true, ['web10', 'web9', 'orders', 'basket', 'agent']],
  ['application', false, ['basket', 'web9', 'web10', 'orders', 'agent']],
  ['owner', false, ['web9', 'orders', 'web10', 'basket', 'agent']],
  ['owner', true, ['orders', 'web10', 'web9', 'basket', 'agent']],
] as const)('by %s, reversed %s: %j', (by, reversed, expected) => {
  expect(sorted(views, { by, reversed }).map(view => view.name)).toEqual(
    expected,
  );
});

it('puts last what is not deployed yet', () => {
  const all = viewsOf(
    servicesOf([service('a', []), service('b', [placement('dev')])]),
  );
  expect(sorted(all, brokenFirst).map(view => view.name)).toEqual(['b', 'a']);
});

it('is the same whatever the order was before', () => {
  const rows = fc.shuffledSubarray(
    [...'abcdefgh'].map((name, index) =>
      service(name, [
        placement('dev', { status: statuses[index % statuses.length] }),
      ]),
    ),
    { minLength: 8 },
  );
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(...sortColumns),
      fc.boolean(),
      (shuffled, by, reversed) => {
        const given = viewsOf(servicesOf(shuffled));
        const keys = sorted(given, { by, reversed }).map(view => view.key);
        const again = sorted([...given].reverse(), { by, reversed });
        expect(again.map(view => view.key)).toEqual(keys);
      },
    ),
  );
});

it('turns round at the second click', () => {
  const once = resorted(brokenFirst, 'name');
  expect(once).toEqual({ by: 'name', reversed: false });
  expect(resorted(once, 'name')).toEqual({ by: 'name', reversed: true });
  expect(resorted(resorted(once, 'name'), 'name')).toEqual(once);
});
