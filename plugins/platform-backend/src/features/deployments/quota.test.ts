import type {
  Container,
  LimitRange,
  LimitRangeItem,
  ResourceQuota,
} from 'kubernetes-types/core/v1';
import { quotaShortages, stillRefuses } from './quota';

type Amounts = Record<string, string>;

function quota(
  hard: Amounts,
  used: Amounts,
  spec: ResourceQuota['spec'] = {},
): ResourceQuota {
  return { metadata: { name: 'team' }, spec, status: { hard, used } };
}

function container(
  requests?: Amounts,
  limits?: Amounts,
  more: Partial<Container> = {},
): Container {
  return { name: 'app', resources: { requests, limits }, ...more };
}

function short(
  resource: string,
  requested: string,
  used: string,
  limited: string,
) {
  return {
    quota: 'team',
    resources: [{ resource, requested, used, limited }],
  };
}

const rangeOf = (limit: Partial<LimitRangeItem>): LimitRange => ({
  spec: { limits: [{ type: 'Container', ...limit }] },
});

const half = container({ cpu: '500m', memory: '64Mi' }, { memory: '128Mi' });
const ended = { scopes: ['Terminating'] };
const lasting = { scopes: ['NotTerminating'] };

it.each<[string, ResourceQuota, Container[], number, object[]]>([
  ['room for all', quota({ pods: '5' }, { pods: '2' }), [half], 3, []],
  [
    'an amount that cannot be read',
    quota({ pods: '5', memory: 'much' }, { pods: '2', memory: '1Gi' }),
    [half],
    3,
    [],
  ],
  [
    'too many pods',
    quota({ pods: '5' }, { pods: '3' }),
    [half],
    3,
    [short('pods', '3', '3', '5')],
  ],
  [
    'too much CPU, by its short name',
    quota({ cpu: '2' }, { cpu: '1500m' }),
    [half],
    3,
    [short('cpu', '1500m', '1500m', '2')],
  ],
  [
    'too much memory of two containers',
    quota({ 'limits.memory': '1Gi' }, { 'limits.memory': '896Mi' }),
    [half, half],
    2,
    [short('limits.memory', '512Mi', '896Mi', '1Gi')],
  ],
  [
    'an init container that needs more than what follows',
    quota({ 'requests.cpu': '2' }, { 'requests.cpu': '0' }),
    [half, container({ cpu: '3' }, {}, { name: 'init' })],
    1,
    [short('requests.cpu', '3', '0', '2')],
  ],
  [
    'a limit alone, which is what is requested too',
    quota({ 'requests.cpu': '1' }, { 'requests.cpu': '0' }),
    [container(undefined, { cpu: '2' })],
    1,
    [short('requests.cpu', '2', '0', '1')],
  ],
  [
    'a resource that is not named',
    quota({ 'limits.cpu': '4' }, { 'limits.cpu': '0' }),
    [half],
    1,
    [
      {
        quota: 'team',
        resources: [{ resource: 'limits.cpu' }],
        unspecified: true,
      },
    ],
  ],
  [
    'a device that it does not ask for',
    quota({ 'requests.nvidia.com/gpu': '0' }, {}),
    [half],
    1,
    [],
  ],
  [
    'things that pods are not',
    quota({ services: '0', 'count/secrets': '0' }, {}),
    [half],
    1,
    [],
  ],
  ['a quota of pods that end', quota({ pods: '0' }, {}, ended), [half], 1, []],
  [
    'a quota of pods that do not',
    quota({ pods: '0' }, {}, lasting),
    [half],
    1,
    [short('pods', '1', '0', '0')],
  ],
  ['no more pods than there are', quota({ pods: '0' }, {}), [half], 0, []],
])('tells of %s', (_, of, all, pods, expected) => {
  const containers = all.filter(({ name }) => name === 'app');
  const initContainers = all.filter(({ name }) => name === 'init');
  const template = { spec: { containers, initContainers } };
  const bounds = { quotas: [of], ranges: [] };
  expect(quotaShortages(template, pods, bounds)).toEqual(expected);
});

it.each([
  ['a request', { defaultRequest: { cpu: '2' } }, '2'],
  ['a limit', { default: { cpu: '3' } }, '3'],
])('counts what a LimitRange sets in its place: %s', (_, usual, asked) => {
  const template = { spec: { containers: [container()] } };
  const of = quota({ 'requests.cpu': '1' }, { 'requests.cpu': '0' });
  const ranges = [rangeOf(usual)];
  expect(quotaShortages(template, 1, { quotas: [of], ranges })).toEqual([
    short('requests.cpu', asked, '0', '1'),
  ]);
});

it('counts the least that any of several LimitRanges may set', () => {
  const template = { spec: { containers: [container()] } };
  const of = quota(
    { 'requests.cpu': '1', 'requests.memory': '1Gi' },
    { 'requests.cpu': '0', 'requests.memory': '0' },
  );
  const ranges = ['4', '2'].map(cpu => rangeOf({ defaultRequest: { cpu } }));
  const memory = rangeOf({ default: { memory: '2Gi' } });
  const bounds = { quotas: [of], ranges: [...ranges, memory] };
  expect(quotaShortages(template, 1, bounds)).toEqual([
    {
      quota: 'team',
      resources: [
        { resource: 'requests.cpu', requested: '2', used: '0', limited: '1' },
        {
          resource: 'requests.memory',
          requested: '2Gi',
          used: '0',
          limited: '1Gi',
        },
      ],
    },
  ]);
});

describe('a quota that refused pods', () => {
  const cpu = { resource: 'requests.cpu', requested: '1' };
  const memory = { resource: 'limits.memory', requested: '1Gi' };
  const refused = (
    ...resources: { resource: string; requested?: string }[]
  ) => ({
    quota: 'team',
    resources,
  });
  const unnamed = { ...refused({ resource: 'cpu' }), unspecified: true };
  const full = quota({ 'requests.cpu': '2' }, { 'requests.cpu': '1500m' });

  it.each([
    ['is full', refused(cpu), [full], [], true],
    ['is gone', refused(cpu), [], [], false],
    [
      'is that of another',
      { ...refused(cpu), quota: 'other' },
      [full],
      [],
      false,
    ],
    ['counts it no longer', refused(memory), [full], [], false],
    ['has no room for one of two', refused(memory, cpu), [full], [], true],
    [
      'has room now',
      refused(cpu),
      [quota({ 'requests.cpu': '2' }, { 'requests.cpu': '1' })],
      [],
      false,
    ],
    [
      'has used nothing',
      refused(cpu),
      [quota({ 'requests.cpu': '2' }, {})],
      [],
      false,
    ],
    [
      'told what cannot be read',
      refused({ ...cpu, requested: '?' }),
      [full],
      [],
      true,
    ],
    ['wants amounts', unnamed, [quota({ cpu: '9' }, {})], [], true],
    [
      'wants amounts that a LimitRange gives now',
      unnamed,
      [quota({ cpu: '9' }, {})],
      [rangeOf({ default: { cpu: '1' } })],
      false,
    ],
  ])('%s', (_, shortage, quotas, ranges, expected) => {
    expect(stillRefuses(shortage, { quotas, ranges })).toBe(expected);
  });
});
