import { mockCredentials } from '@backstage/backend-test-utils';
import { toError } from '@backstage/errors';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import type { Viewer } from '../kube/access';
import type { Verdict } from '../kube/access/reviews';
import { scopeOfNamespaces } from '../kube/access/scope-of';
import { Rights, type Asker, type Right, type RightsOptions } from './Rights';

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

it.each<[Verdict, string | undefined]>([
  [{ kind: 'allowed' }, undefined],
  [{ kind: 'denied' }, 'NotAllowedError'],
  [{ kind: 'unknown', because: 'it is busy' }, 'ServiceUnavailableError'],
])('of a cluster that says %j it is a refusal or not known', async (...row) => {
  const [verdict, refusal] = row;
  const options = {
    kube: new InMemoryKube(),
    restrictions: [],
    permissions: { authorize: async () => [{ result: 'ALLOW' }] },
    reviews: { ask: async () => verdict },
  };
  const rights = new Rights(options as unknown as RightsOptions);
  const needed = { ...right, needs: [{}] } as unknown as Right;
  const asker = { viewer: member } as Asker;
  const said = await rights.assertCan(asker, needed, where).catch(toError);
  expect(said?.name).toBe(refusal);
});

it.each([
  ['nothing there', [], 'NotFoundError'],
  ['what is not known yet', ['east'], 'ServiceUnavailableError'],
])('admits nobody who sees %s', async (_, unsure, name) => {
  const kube = new InMemoryKube();
  kube.addCluster('east');
  const because = new Map(
    unsure.map(each => [each, { because: 'busy', since: '' }]),
  );
  const scope = scopeOfNamespaces(new Map(), new Map(), because);
  const access = {
    resolveViewer: async () => member,
    scopeOf: async () => scope,
  };
  const rights = new Rights({ access, kube } as unknown as RightsOptions);
  const credentials = mockCredentials.user();
  await expect(rights.admit(credentials, where, 'no')).rejects.toMatchObject({
    name,
  });
});
