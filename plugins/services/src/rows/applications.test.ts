import { viewsOf } from '@pilothouse/plugin-platform-common';
import {
  broken,
  placement,
  service,
  servicesOf,
  unregistered,
} from '../__testUtils__/services';
import { applicationsOf } from './applications';
import { noFilter } from './filter';

const services = servicesOf([
  service('web', [placement('dev')]),
  service('orders', [broken('prod')], { application: 'system:default/sales' }),
  service('basket', [placement('dev')]),
  service('tool', [broken('dev')], { application: undefined }),
  unregistered('agent'),
]);
services.applications['system:default/empty'] = {
  entityRef: 'system:default/empty',
  name: 'empty',
  owner: 'group:default/shop',
};
const nobody = { filter: noFilter, ownership: [] };
const developer = { filter: noFilter, ownership: ['group:default/shop'] };
const told = (found: ReturnType<typeof applicationsOf>) =>
  found.map(each => [
    each.name,
    each.status,
    each.services.map(view => view.name),
  ]);

it('has every application with its services, the broken first, the loose last', () => {
  expect(told(applicationsOf(services, viewsOf(services), nobody))).toEqual([
    ['sales', 'failed', ['orders']],
    ['Tea shop', 'healthy', ['basket', 'web']],
    [undefined, 'failed', ['tool']],
  ]);
});

it.each([
  ['not to others', {}, nobody, false],
  ['to its owners', {}, developer, true],
  ['to who sees all', { seesAll: true }, nobody, true],
])(
  'has an application without services, which has no state, %s',
  (_, sight, who, expected) => {
    const all = { ...services, ...sight };
    const found = told(applicationsOf(all, viewsOf(all), who));
    expect(found.slice(2, -1)).toEqual(
      expected ? [['empty', undefined, []]] : [],
    );
  },
);

it.each([
  ['all', [0, 0], true],
  ['some', [0, 2], false],
])('is asleep where %s of it are', (_, wanted, asleep) => {
  const all = servicesOf(
    wanted.map((desired, index) =>
      service(`web-${index}`, [
        placement('dev', { replicas: { ready: desired, desired } }),
      ]),
    ),
  );
  expect(applicationsOf(all, viewsOf(all), nobody)).toMatchObject([{ asleep }]);
});

it.each([
  ['only', [], { status: 'healthy', asleep: false, undeployed: true }],
  [
    'beside one that runs',
    [service('web', [placement('dev')])],
    { status: 'healthy', asleep: false, undeployed: false },
  ],
  [
    'beside one that sleeps',
    [
      service('web', [
        placement('dev', { replicas: { ready: 0, desired: 0 } }),
      ]),
    ],
    { status: 'healthy', asleep: true, undeployed: false },
  ],
])(
  'is made no worse by a service that is not deployed yet: %s',
  (_, others, expected) => {
    const all = servicesOf([...others, service('new', [])]);
    expect(applicationsOf(all, viewsOf(all), nobody)).toMatchObject([expected]);
  },
);

it('leaves out applications of which nothing fits', () => {
  const fitting = viewsOf(services).filter(view => view.name === 'web');
  const filter = { ...noFilter, text: 'web' };
  expect(
    told(applicationsOf(services, fitting, { ...developer, filter })),
  ).toEqual([['Tea shop', 'healthy', ['web']]]);
});
