import { mockServices } from '@backstage/backend-test-utils';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import type { KubeRequest, KubeResponse } from '../KubeService';
import { AsPerson } from './AsPerson';

const lin = 'user:default/lin.wei';
const path = '/api/v1/namespaces/shop-dev/serviceaccounts';
const account = { metadata: { name: 'deployer' } };

const answer = (status: number, body: object): KubeResponse => ({
  status,
  ok: status < 300,
  headers: {},
  text: JSON.stringify(body),
  json: <T>() => body as T,
});

const refusal = (status: number, message: string) =>
  answer(status, { kind: 'Status', message });

let asked: KubeRequest[];
let answered: KubeResponse;

beforeEach(() => {
  asked = [];
  answered = answer(200, account);
});

const clusters = new AsPerson({
  auth: mockServices.auth(),
  catalog: {
    getEntityByRef: async ref =>
      ref === lin
        ? {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'lin.wei' },
            relations: [{ type: 'memberOf', targetRef: 'group:default/shop' }],
          }
        : undefined,
  },
  kube: {
    reader: new InMemoryKube(),
    address: async () => ({ server: 'https://x', skipTlsVerify: false }),
    request: async (_cluster, request) => {
      asked.push(request);
      return answered;
    },
    stream: () => Promise.reject(new Error('not asked for')),
  },
  settings: { userPrefix: 'oidc:', groupPrefix: '' },
});

it('asks as the person, with the groups that the catalog tells', async () => {
  const east = await clusters.as(lin, 'east');

  await expect(east.read(`${path}/deployer`)).resolves.toEqual(account);

  expect(asked[0].headers).toEqual({
    'impersonate-user': 'oidc:lin.wei',
    'impersonate-group': ['shop'],
  });
});

it('does nothing for whom the catalog does not know', async () => {
  await expect(clusters.as('user:default/x', 'east')).rejects.toThrow(
    'does not know user:default/x',
  );
});

it('applies as the portal’s field manager', async () => {
  const east = await clusters.as(lin, 'east');

  await east.apply(`${path}/deployer`, account);

  expect(asked[0]).toMatchObject({
    method: 'PATCH',
    query: { fieldManager: 'pilothouse' },
    headers: { 'content-type': 'application/apply-patch+yaml' },
    body: account,
  });
});

it('lists by labels', async () => {
  answered = answer(200, { items: [account] });
  const east = await clusters.as(lin, 'east');

  await expect(
    east.list(path, { owner: 'helm', name: 'web' }),
  ).resolves.toEqual([account]);

  expect(asked[0].query).toEqual({ labelSelector: 'owner=helm,name=web' });
});

it('sends what makes something anew', async () => {
  const east = await clusters.as(lin, 'east');

  await east.create(`${path}/deployer/token`, { spec: {} });

  expect(asked[0]).toMatchObject({ method: 'POST', body: { spec: {} } });
});

it.each([
  [answer(200, {}), true],
  [refusal(404, 'not found'), false],
])('removes: %#', async (said, removed) => {
  answered = said;
  const east = await clusters.as(lin, 'east');

  await expect(east.remove(`${path}/deployer`)).resolves.toBe(removed);
});

it('finds nothing where there is nothing', async () => {
  answered = refusal(404, 'not found');
  const east = await clusters.as(lin, 'east');

  await expect(east.read(`${path}/x`)).resolves.toBeUndefined();
  await expect(east.list(path, {})).resolves.toEqual([]);
});

it('says what the cluster says', async () => {
  answered = refusal(403, 'roles is forbidden');
  const east = await clusters.as(lin, 'east');

  for (const act of [
    () => east.read(path),
    () => east.list(path, {}),
    () => east.apply(path, account),
    () => east.create(path, account),
    () => east.remove(path),
  ]) {
    await expect(act()).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('roles is forbidden'),
    });
  }
});
