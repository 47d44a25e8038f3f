import { toError } from '@backstage/errors';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import type { Viewer } from '../kube/access';
import { Rights, type RightsOptions } from './Rights';

const where = { cluster: 'east', namespace: 'shop-prod' };
const right = { restricted: 'delete-middleware' } as const;
const viewer = (seesAll: boolean, ...groups: string[]): Viewer => ({
  userEntityRef: 'user:default/lin.wei',
  groups,
  kubernetes: { user: 'lin.wei', groups },
  tenants: [],
  seesAll,
});
const member = viewer(false, 'group:default/shop');

function asks(
  namespaces: 'known' | 'none' | 'pending',
  who: Viewer,
  action: 'delete-middleware' | 'scale' = 'delete-middleware',
) {
  const kube = new InMemoryKube();
  const east = kube.addCluster('east');
  const labels = { 'pilothouse.dev/environment': 'prod' };
  if (namespaces === 'known') {
    east.put('namespaces', { metadata: { name: 'shop-prod', labels } });
  }
  if (namespaces === 'pending') {
    east.setKindState('namespaces', { kind: 'pending' });
  }
  const restriction = {
    action,
    environments: ['prod'],
    groups: ['group:default/commerce'],
  };
  const options = { kube, restrictions: [restriction] };
  const rights = new Rights(options as unknown as RightsOptions);
  return () => rights.assertOpen(who, right, where);
}

it.each<[string, () => void, string | undefined]>([
  ['another group', asks('known', member), 'NotAllowedError'],
  [
    'the group',
    asks('known', viewer(false, 'group:default/commerce')),
    undefined,
  ],
  ['a platform engineer', asks('known', viewer(true)), undefined],
  ['anybody where there is no namespace', asks('none', member), undefined],
  [
    'anybody as long as namespaces are not read',
    asks('pending', member),
    'ServiceUnavailableError',
  ],
  [
    'anybody as long as that matters to nothing',
    asks('pending', member, 'scale'),
    undefined,
  ],
])('answers %s later', (_, ask, refusal) => {
  let said: string | undefined;
  try {
    ask();
  } catch (error) {
    said = toError(error).name;
  }
  expect(said).toBe(refusal);
});
