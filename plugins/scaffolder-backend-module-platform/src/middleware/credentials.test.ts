import { instanceNameSchema } from '@pilothouse/plugin-platform-common';
import { grantNameFor } from './credentials';

const long = 'recommendations-of-the-tea-shop';

it.each([
  ['checkout-db', 'checkout', /^checkout-db-checkout$/],
  ['orders-db', long, /^orders-db-recommendations-of-th-[0-9a-f]{8}$/],
  ['by.hand', 'checkout', /^by-hand-checkout-[0-9a-f]{8}$/],
  ['2nd', 'checkout', /^checkout-[0-9a-f]{8}$/],
])('names credentials of %s for %s', (instance, service, expected) => {
  const name = grantNameFor(instance, service);
  expect(name).toMatch(expected);
  expect(instanceNameSchema.safeParse(name).success).toBe(true);
});

it.each<[[string, string], [string, string]]>([
  [
    ['orders-db', `${long}-a`],
    ['orders-db', `${long}-b`],
  ],
  [
    ['2nd', 'checkout'],
    ['3rd', 'checkout'],
  ],
])('tells %j from %j', (one, other) => {
  expect(grantNameFor(...one)).not.toBe(grantNameFor(...other));
});
