import { twoTeams, postgresql } from './__testUtils__/scene';
import { isKnownAt, isOfferedAt, isOfferedIn } from './offering';

const toAll = postgresql;
const toShop = { ...postgresql, tenants: ['shop'] };
const toNobodyHere = { ...postgresql, tenants: ['other'] };
const withdrawn = { ...postgresql, isWithdrawn: true };

it.each([
  [toAll, 'shop', true],
  [toAll, undefined, true],
  [toShop, 'shop', true],
  [toShop, 'payments', false],
  [toShop, undefined, false],
  [withdrawn, 'shop', false],
])('knows whether it is offered (case %#)', (item, tenant, expected) => {
  expect(isOfferedIn(item, tenant)).toBe(expected);
});

it.each([
  ['to all', toAll, true, true],
  ['to one of them', toShop, true, true],
  // There are instances.
  ['to none of them', toNobodyHere, false, true],
  ['no longer', withdrawn, false, true],
])('offers and tells what is offered %s', (_, item, offered, known) => {
  const { east, custom } = twoTeams();
  const site = { cluster: east, custom };
  expect([isOfferedAt(item, site), isKnownAt(item, [site])]).toEqual([
    offered,
    known,
  ]);
});

it.each([toNobodyHere, withdrawn])(
  'hides what is not offered and runs nowhere (case %#)',
  item => {
    const { east, custom } = twoTeams();
    const kind = { ...item.kind, plural: 'others' };
    expect(isKnownAt({ ...item, kind }, [{ cluster: east, custom }])).toBe(
      false,
    );
  },
);
