import { TestServer, type Answer } from '../__testUtils__/TestServer';
import { DistributionStore } from './DistributionStore';

const base = '/v2/shop/checkout';
const digest = `sha256:${'a'.repeat(64)}`;

let server: TestServer;
let answers: Record<string, Answer>;

beforeEach(async () => {
  answers = {};
  server = await TestServer.start(
    ({ method, path }) => answers[`${method} ${path}`] ?? { status: 404 },
  );
});

afterEach(() => server.close());

const store = () =>
  new DistributionStore({
    host: server.host,
    username: 'ci',
    password: 'a password',
  });

it.each<[string, Answer, boolean]>([
  ['tags', { status: 200, json: { tags: ['1'] } }, true],
  ['no tags any more', { status: 200, json: { tags: null } }, false],
  ['no such repository', { status: 404 }, false],
])('sees whether there are images: %s', async (_, answer, expected) => {
  answers[`GET ${base}/tags/list`] = answer;

  await expect(store().has('shop/checkout')).resolves.toBe(expected);
});

it('removes each image once, whatever its tags', async () => {
  answers[`GET ${base}/tags/list`] = {
    status: 200,
    json: { tags: ['1', '2'] },
  };
  const headers = { 'docker-content-digest': digest };
  answers[`HEAD ${base}/manifests/1`] = { status: 200, headers };
  answers[`HEAD ${base}/manifests/2`] = { status: 200, headers };
  answers[`DELETE ${base}/manifests/${digest}`] = { status: 202 };

  await expect(store().remove('shop/checkout')).resolves.toBe(true);

  const deleted = server.asked.filter(({ method }) => method === 'DELETE');
  expect(deleted).toHaveLength(1);
});

it('has nothing to remove', async () => {
  await expect(store().remove('shop/checkout')).resolves.toBe(false);
});

it('says when it may not', async () => {
  answers[`GET ${base}/tags/list`] = { status: 401 };

  await expect(store().has('shop/checkout')).rejects.toThrow(
    "refuses the portal's account",
  );
});

it.each([
  'shop/../payments/ledger',
  '../payments/ledger',
  'shop/..',
  'shop/%2e%2e/payments/ledger',
  'shop/.hidden',
  'shop//checkout',
  '/shop',
  'shop/',
  'Shop/checkout',
  'shop/checkout?n=1',
  'shop/a..b',
  '',
])('asks nothing about %j, which is no repository', async repository => {
  await expect(store().has(repository)).rejects.toThrow('cannot be a');
  await expect(store().remove(repository)).rejects.toThrow('cannot be a');

  expect(server.asked).toEqual([]);
});

it.each(['shop', 'shop/check-out', 'shop/a--b', 'shop/a__b.c/d'])(
  'asks about %j',
  async repository => {
    await expect(store().has(repository)).resolves.toBe(false);

    expect(server.asked).toEqual([
      expect.objectContaining({ path: `/v2/${repository}/tags/list` }),
    ]);
  },
);
