import { TestServer, type Answer } from '../__testUtils__/TestServer';
import { GiteaHost } from './GiteaHost';

const repository = { owner: 'shop', name: 'checkout' };
const base = '/api/v1/repos/shop/checkout';
const hook = { url: 'https://ci.example.com/hook', secret: 'known to both' };

let server: TestServer;
let answers: Record<string, Answer>;

beforeEach(async () => {
  answers = {};
  server = await TestServer.start(
    ({ method, path }) =>
      answers[`${method} ${path.split('?')[0]}`] ?? { status: 404 },
  );
});

afterEach(() => server.close());

const gitea = () =>
  new GiteaHost({
    host: server.host,
    baseUrl: `http://${server.host}`,
    username: 'portal',
    password: 'a password',
  });

it('finds a repository, as the portal', async () => {
  answers[`GET ${base}`] = {
    status: 200,
    json: { created_at: '2031-04-01T08:00:00Z', html_url: 'https://x/y' },
  };

  await expect(gitea().find(repository)).resolves.toEqual({
    createdAt: new Date('2031-04-01T08:00:00Z'),
    url: 'https://x/y',
  });
  expect(server.asked[0].authorization).toBe(
    `basic ${Buffer.from('portal:a password').toString('base64')}`,
  );
});

it('finds none', async () => {
  await expect(gitea().find(repository)).resolves.toBeUndefined();
});

it.each([
  [{ status: 200, json: [{}, {}] }, 2],
  [{ status: 409, json: { message: 'Git Repository is empty.' } }, 0],
])('counts the commits of %j', async (answer, count) => {
  answers[`GET ${base}/commits`] = answer;

  await expect(gitea().countCommits(repository, 2)).resolves.toBe(count);
});

it.each([
  [{ status: 204 }, true],
  [{ status: 404 }, false],
])('removes: %j is %j', async (answer, removed) => {
  answers[`DELETE ${base}`] = answer;

  await expect(gitea().remove(repository)).resolves.toBe(removed);
});

it.each<[string, unknown[], string]>([
  ['makes a hook', [{ id: 1, config: { url: 'other' } }], `POST ${base}/hooks`],
  [
    'changes the one that is there',
    [{ id: 7, config: { url: hook.url } }],
    `PATCH ${base}/hooks/7`,
  ],
])('%s', async (_, hooks, request) => {
  answers[`GET ${base}/hooks`] = { status: 200, json: hooks };
  answers[request] = { status: 201, json: {} };

  await gitea().ensureHook(repository, hook);

  const { method, path, body } = server.asked[1];
  expect(`${method} ${path}`).toBe(request);
  expect(JSON.parse(body)).toMatchObject({
    active: true,
    events: ['push'],
    config: { url: hook.url, secret: hook.secret, content_type: 'json' },
  });
});

it('says that there is no repository for a hook', async () => {
  await expect(gitea().ensureHook(repository, hook)).rejects.toThrow(
    'There is no repository shop/checkout',
  );
});

it.each([
  [401, 'refuses the portal’s account', 'NotAllowedError'],
  [500, 'could not do it (500)', 'ServiceUnavailableError'],
])('says what to do about the status %i', async (status, words, name) => {
  answers[`GET ${base}`] = { status, json: { message: 'its own words' } };

  await expect(gitea().find(repository)).rejects.toMatchObject({
    name,
    message: expect.stringContaining(words.replace('’', "'")),
  });
});

it('says that it cannot be reached, without a secret', async () => {
  const unreachable = gitea();
  await server.close();

  await expect(unreachable.find(repository)).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
    message: expect.not.stringContaining('a password'),
  });
  server = await TestServer.start(() => ({ status: 404 }));
});
