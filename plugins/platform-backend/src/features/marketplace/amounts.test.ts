import type { OrderRequest } from '@pilothouse/plugin-platform-common';
import { postgresql } from './__testUtils__/scene';
import { assertAmounts } from './amounts';

const item = postgresql;
const listed = {
  fields: [],
  demandOf: ({ pools }: OrderRequest['values']) => [
    { resource: 'requests.storage', each: String(pools), times: 1 },
  ],
};
type Asked = Pick<OrderRequest, 'values' | 'extra'>;

it.each<[typeof item | typeof listed, Asked]>([
  [item, { values: { storage: { size: '10Gi' } } }],
  [item, { values: { storage: { size: 5 } } }],
  [item, { values: {} }],
  [item, { values: {}, extra: 'storage: { size: null }' }],
  [listed, { values: { pools: '1Gi' } }],
])('takes amounts %#', (given, asked) => {
  expect(() => assertAmounts(given, asked)).not.toThrow();
});

it.each<[typeof item | typeof listed, Asked, RegExp]>([
  [
    item,
    { values: { storage: { size: 'lots<b>' } } },
    /^spec\.storage\.size is "lots<b>", which is no amount/,
  ],
  [item, { values: { storage: { size: {} } } }, /^spec\.storage\.size is {}/],
  [
    item,
    { values: { storage: { size: '1Gi' } }, extra: 'storage: { size: big }' },
    /^spec\.storage\.size is "big"/,
  ],
  [listed, { values: { pools: 'many' } }, /^requests\.storage is "many"/],
])('refuses what is no amount %#', (given, asked, message) => {
  const refuse = () => assertAmounts(given, asked);
  expect(refuse).toThrow(expect.objectContaining({ name: 'InputError' }));
  expect(refuse).toThrow(message);
});
