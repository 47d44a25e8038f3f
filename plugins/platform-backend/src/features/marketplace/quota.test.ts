import type { MiddlewareDemand } from '@pilothouse/plugin-platform-node';
import type { ResourceQuota } from 'kubernetes-types/core/v1';
import { quotaFits } from './quota';

const three: MiddlewareDemand = [
  { resource: 'pods', each: '1', times: 3 },
  { resource: 'requests.cpu', each: '500m', times: 3 },
  { resource: 'requests.memory', each: '1Gi', times: 3 },
];
const one = three.map(each => ({ ...each, times: 1 }));

const quota = (
  hard: Record<string, string>,
  used: Record<string, string>,
  spec: ResourceQuota['spec'] = {},
): ResourceQuota => ({
  metadata: { name: 'team' },
  spec,
  status: { hard, used },
});

it.each<[string, ResourceQuota, MiddlewareDemand | undefined, object[]]>([
  [
    'fits exactly',
    quota({ pods: '10' }, { pods: '7' }),
    undefined,
    [{ resource: 'pods', adds: '3', fits: true }],
  ],
  [
    'does not fit by a little',
    quota({ cpu: '2' }, { cpu: '501m' }),
    undefined,
    [{ resource: 'cpu', adds: '1500m', fits: false }],
  ],
  [
    'counts memory as people write it',
    quota({ 'requests.memory': '4Gi' }, { 'requests.memory': '0' }),
    undefined,
    [{ adds: '3Gi', fits: true }],
  ],
  [
    'adds only what is more than before',
    quota({ pods: '10' }, { pods: '9' }),
    one,
    [{ adds: '2', fits: false }],
  ],
  ['asks for no more than before', quota({ pods: '1' }, {}), three, []],
  ['counts something else', quota({ services: '1' }, {}), undefined, []],
  [
    'is for pods that end',
    quota({ pods: '1' }, {}, { scopes: ['Terminating'] }),
    undefined,
    [],
  ],
  ['cannot be read', quota({ pods: 'few' }, {}), undefined, []],
])('tells of a quota that %s', (_, given, before, expected) => {
  expect(quotaFits([given], three, before)).toMatchObject(expected);
  expect(quotaFits([given], three, before)).toHaveLength(expected.length);
});
