import { NotAllowedError } from '@backstage/errors';
import type {
  KubeObject,
  PersonalCluster,
} from '@pilothouse/plugin-platform-node';
import { contentsOf } from './contents';

const within = (root: string) => `${root}/namespaces/shop-test`;
const core = within('/api/v1');
const apps = within('/apis/apps/v1');
const rbac = within('/apis/rbac.authorization.k8s.io/v1');

const kind = (name: string, more: object = {}) => ({
  ...{ name, namespaced: true, verbs: ['get', 'list'] },
  ...more,
});
const group = (groupVersion: string) => ({
  preferredVersion: { groupVersion },
});

/** What the API server says of the kinds that it serves. */
const served: Record<string, unknown> = {
  '/apis': {
    groups: [group('apps/v1'), group('rbac.authorization.k8s.io/v1')],
  },
  '/api/v1': {
    resources: [
      ...['configmaps', 'endpoints', 'events', 'limitranges', 'pods'].map(
        name => kind(name),
      ),
      ...['resourcequotas', 'secrets', 'serviceaccounts'].map(name =>
        kind(name),
      ),
      kind('nodes', { namespaced: false }),
      kind('pods/status', { verbs: ['get', 'patch'] }),
      kind('bindings', { verbs: ['create'] }),
    ],
  },
  '/apis/apps/v1': { resources: [kind('deployments')] },
  '/apis/rbac.authorization.k8s.io/v1': {
    resources: [kind('roles'), kind('rolebindings')],
  },
};

/** A namespace as it was just made, and what is besides in its lists. */
function cluster(
  more: Record<string, KubeObject['metadata'][]> = {},
): PersonalCluster {
  const made: Record<string, KubeObject['metadata'][]> = {
    [`${core}/configmaps`]: [{ name: 'kube-root-ca.crt' }],
    [`${core}/serviceaccounts`]: [{ name: 'default' }],
    [`${core}/resourcequotas`]: [{ name: 'tenant' }],
    [`${core}/limitranges`]: [{ name: 'defaults' }],
    [`${core}/events`]: [{ name: 'started' }],
    [`${core}/endpoints`]: [{ name: 'web' }],
    [`${rbac}/roles`]: [{ name: 'deploy-rights' }],
    [`${rbac}/rolebindings`]: [
      { name: 'deploy-rights' },
      { name: 'developers' },
    ],
  };
  const never = () => Promise.reject(new Error('only looks'));
  return {
    ...{ apply: never, create: never, remove: never },
    read: async <T extends KubeObject>(path: string) =>
      served[path] as T | undefined,
    list: async <T extends KubeObject>(path: string) =>
      [...(made[path] ?? []), ...(more[path] ?? [])].map(
        metadata => ({ metadata } as T),
      ),
  };
}

const owner = { apiVersion: 'v1', kind: 'x', name: 'x', uid: 'u' };

it.each([
  ['nothing but what makes it a team’s', {}, [], []],
  [
    'what somebody has put there',
    { [`${apps}/deployments`]: [{ name: 'web' }] },
    ['deployments/web'],
    [],
  ],
  [
    'a Secret of the same name as something of the team’s',
    { [`${core}/secrets`]: [{ name: 'tenant' }] },
    ['secrets/tenant'],
    [],
  ],
  [
    'an account that is not the cluster’s',
    { [`${core}/serviceaccounts`]: [{ name: 'robot' }] },
    ['serviceaccounts/robot'],
    [],
  ],
  [
    'what goes with what it belongs to, or is being deleted',
    {
      [`${core}/pods`]: [
        { name: 'db-1', ownerReferences: [owner] },
        { name: 'db-2', deletionTimestamp: '2031-01-01T00:00:00Z' },
      ],
    },
    [],
    ['pods/db-1', 'pods/db-2'],
  ],
])('finds in a namespace %s', async (_, more, own, going) => {
  await expect(
    contentsOf(cluster(more as never), 'shop-test'),
  ).resolves.toEqual({ own, going });
});

it('tells nothing where not all may be listed', async () => {
  const some = {
    ...cluster(),
    list: async () => {
      throw new NotAllowedError('You may not list secrets');
    },
  };
  await expect(contentsOf(some, 'shop-test')).rejects.toThrow('may not list');
});
