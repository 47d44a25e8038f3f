import type { KubeObject } from '@pilothouse/plugin-platform-node';
import { entityRef, sceneOfCheckout } from '../__testUtils__/deletion';
import type { Scene } from '../__testUtils__/Scene';

const renew = 'pilothouse:deploy-rights:renew';
const account = 'serviceaccounts/deployer-checkout';
const path = `/api/v1/namespaces/shop-dev/${account}`;
const expiry = 'pilothouse.dev/deploy-token-expires';

let scene: Scene;

beforeEach(async () => {
  scene = await sceneOfCheckout();
  scene.kube.deeds.length = 0;
});

afterEach(() => scene.close());

const run = (input = { entityRef }, who?: string) =>
  scene.run(renew, input, { task: 'renewal', who });
const expiryOf = () =>
  scene.kube.objects.get(`east ${path}`)?.metadata?.annotations?.[expiry];

/** Has the cluster give tokens that end then. */
function giveUntil(expirationTimestamp: string) {
  scene.kube.answers = asked =>
    asked.endsWith('/token')
      ? ({ status: { token: 'new', expirationTimestamp } } as KubeObject)
      : undefined;
}

it('gives new tokens where the service is deployed, and nowhere else', async () => {
  giveUntil('2034-01-01T00:00:00Z');
  const { credentials } = await run();

  expect(credentials).toEqual([
    {
      ...{ environment: 'dev', cluster: 'east', namespace: 'shop-dev' },
      id: 'pilothouse-deploy.checkout.dev',
      serviceAccount: 'deployer-checkout',
      expiresAt: '2034-01-01T00:00:00Z',
    },
  ]);
  const held = scene.ci.credential('shop', 'pilothouse-deploy.checkout.dev');
  expect(JSON.stringify(held?.description)).toContain('2034');
  expect(expiryOf()).toBe('2034-01-01T00:00:00Z');
  const { deeds } = scene.kube;
  expect(new Set(deeds.map(({ who }) => who))).toEqual(
    new Set(['user:default/lin']),
  );
  expect(deeds.every(each => each.path.includes('/shop-dev/'))).toBe(true);
});

it('writes the date on an account that has none', async () => {
  const bare = scene.kube.objects.get(`east ${path}`);
  const { annotations: _none, ...metadata } = bare?.metadata ?? {};
  scene.kube.objects.set(`east ${path}`, { ...bare, metadata });
  expect(expiryOf()).toBeUndefined();
  await run();
  expect(expiryOf()).toBe('2032-01-01T00:00:00Z');
});

it('makes nothing that a failure would take away', async () => {
  await run();
  expect(await scene.claims.ofTask('renewal')).toEqual([]);
});

it('tells when a cluster lets it last for a day', async () => {
  giveUntil(new Date(Date.now() + 24 * 3_600_000).toISOString());
  await run();
  expect(scene.logged.join('\n')).toMatch(
    /lets this right last for 24 hours only.*service-account-max-token-expiration/,
  );
});

it('leaves the date as it was when the CI server did not take the token', async () => {
  const before = expiryOf();
  giveUntil('2034-01-01T00:00:00Z');
  jest.spyOn(scene.ci, 'putCredential').mockRejectedValue(new Error('is full'));
  await expect(run()).rejects.toThrow('is full');
  jest.restoreAllMocks();
  expect(before).toBe('2032-01-01T00:00:00Z');
  expect(expiryOf()).toBe(before);
});

it.each([
  ['of another team’s', entityRef, 'ann', 'NotAllowedError'],
  [
    'of what the catalog has not',
    'component:default/x',
    'lin',
    'NotFoundError',
  ],
])('renews nothing %s', async (_, ref, who, name) => {
  await expect(run({ entityRef: ref }, who)).rejects.toMatchObject({ name });
  expect(scene.kube.deeds).toEqual([]);
});

it('says so where the service may deploy nowhere', async () => {
  scene.kube.objects.delete(`east ${path}`);
  await expect(run()).rejects.toThrow(/there is nothing to renew/);
});
