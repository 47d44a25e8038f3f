import type { Container, ResourceQuota } from 'kubernetes-types/core/v1';
import { quotaShortages } from './quota';

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
  const ranges = [{ spec: { limits: [{ type: 'Container', ...usual }] } }];
  expect(quotaShortages(template, 1, { quotas: [of], ranges })).toEqual([
    short('requests.cpu', asked, '0', '1'),
  ]);
});
