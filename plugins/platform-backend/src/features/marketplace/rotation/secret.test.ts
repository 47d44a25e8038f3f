import { ServiceUnavailableError } from '@backstage/errors';
import type { KubeRequest, KubeResponse } from '../../../kube/KubeService';
import { PersonalClient } from '../../../kube/write';
import { askForNew, isMade, statesOf } from './secret';

const ref = {
  ...{ item: 'postgresql', cluster: 'east' },
  ...{ namespace: 'shop-dev', name: 'db' },
};
const order = { ref, secret: 'db-app', uid: 'u1' };

function clientOf(status: number, metadata: object = {}) {
  const asked: KubeRequest[] = [];
  const answer = {
    status,
    ok: status < 400,
    text: '',
    json: () => ({ metadata }),
  } as unknown as KubeResponse;
  const request = async (_: string, sent: KubeRequest) => {
    asked.push(sent);
    return answer;
  };
  const viewer = { kubernetes: { user: 'lin', groups: [] } };
  return { asked, client: new PersonalClient({ request }, 'east', viewer) };
}

const path = '/api/v1/namespaces/shop-dev/secrets/db-app';

it('deletes exactly the Secret that was looked at', async () => {
  const { asked, client } = clientOf(200);
  await expect(askForNew(client, order, { by: 'deletion' })).resolves.toEqual({
    uid: 'u1',
  });
  expect(asked).toMatchObject([
    { method: 'DELETE', path, body: { preconditions: { uid: 'u1' } } },
  ]);
});

it('empties keys, and sends no value', async () => {
  const { asked, client } = clientOf(200, { resourceVersion: '7' });
  await expect(
    askForNew(client, order, { by: 'emptying', keys: ['root'] }),
  ).resolves.toEqual({ uid: 'u1', resourceVersion: '7' });
  expect(asked).toMatchObject([
    {
      ...{ method: 'PATCH', path },
      body: { metadata: { uid: 'u1' }, data: { root: null } },
    },
  ]);
});

it.each([
  [{ uid: 'u1' }, { uid: 'u1' }, false],
  [{ uid: 'u1' }, { uid: 'u2' }, true],
  [{ uid: 'u1', resourceVersion: '7' }, { resourceVersion: '7' }, false],
  [{ uid: 'u1', resourceVersion: '7' }, { resourceVersion: '8' }, true],
])('asked of %j, sees by %j whether it is made', async (of, is, made) => {
  const { asked, client } = clientOf(200, is);
  await expect(isMade(client, order, of)).resolves.toBe(made);
  expect(asked[0]?.headers).toMatchObject({
    accept: expect.stringContaining('as=PartialObjectMetadata'),
  });
});

it.each([500, 503])(
  'sees nothing yet while the cluster answers %i',
  async status => {
    const { client } = clientOf(status);
    await expect(isMade(client, order, { uid: 'u1' })).resolves.toBe(false);
  },
);

it('sees nothing yet while the cluster is away', async () => {
  const { client } = clientOf(200);
  client.send = async () => {
    throw new ServiceUnavailableError('Cluster east cannot be reached');
  };
  await expect(isMade(client, order, { uid: 'u1' })).resolves.toBe(false);
});

it('says that one may no longer look', async () => {
  const { client } = clientOf(403);
  await expect(isMade(client, order, { uid: 'u1' })).rejects.toThrow(
    'does not allow it',
  );
});

it('never asks for values', async () => {
  const { asked, client } = clientOf(200);
  await askForNew(client, order, { by: 'deletion' });
  await askForNew(client, order, { by: 'emptying', keys: ['root'] });
  for (const { headers } of asked) {
    expect(headers).toMatchObject({
      accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    });
  }
});

it('looks at some Secrets at once, and says of each what could not be found out', async () => {
  let [now, most] = [0, 0];
  const request = async (_: string, sent: KubeRequest) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise(setImmediate);
    now -= 1;
    const status = sent.path.endsWith('/user-7') ? 503 : 200;
    return {
      ...{ status, ok: status < 400, text: '' },
      json: () => ({ metadata: { uid: 'u1' } }),
    } as unknown as KubeResponse;
  };
  const viewer = { kubernetes: { user: 'lin', groups: [] } };
  const client = new PersonalClient({ request }, 'east', viewer);
  const all = Array.from({ length: 50 }, (_, i) => ({
    secret: `user-${i}`,
    rotation: { by: 'emptying', keys: ['root'] } as const,
    owners: [],
  }));
  const told = await statesOf(client, 'shop-dev', all);
  const notKnown = {
    kind: 'not-known',
    because: expect.stringMatching(/503/),
  };
  expect(told).toEqual(
    all.map(({ secret }, i) => ({
      secret,
      state: i === 7 ? notKnown : { kind: 'ready', uid: 'u1' },
    })),
  );
  expect(most).toBe(8);
});
