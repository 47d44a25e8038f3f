import { TestServer, type Answer } from '../__testUtils__/TestServer';
import { GiteaReaders } from './GiteaReaders';

const users = '/api/v1/users';
const account = `${users}/shop.ci`;
const ours = { status: 200, json: { login_name: 'pilothouse:shop' } };
const team = { id: 3, name: 'pilothouse-pipelines' };
const token = (id: number, name: string, created_at: string) => ({
  ...{ id, name, created_at },
});

let server: TestServer;
let answers: Record<string, Answer>;

beforeEach(async () => {
  answers = {
    'GET /api/v1/orgs/shop/teams/search': {
      status: 200,
      json: { data: [{ id: 9, name: 'pilothouse-pipelines-2' }, team] },
    },
    [`GET ${account}`]: ours,
    'PUT /api/v1/teams/3/members/shop.ci': { status: 204 },
    [`GET ${account}/tokens`]: { status: 200, json: [] },
    [`POST ${account}/tokens`]: { status: 201, json: { sha1: 'a token' } },
  };
  server = await TestServer.start(
    ({ method, path }) =>
      answers[`${method} ${path.split('?')[0]}`] ?? { status: 404 },
  );
});

afterEach(() => server.close());

const readers = () =>
  new GiteaReaders(
    { host: server.host, baseUrl: `http://${server.host}/` },
    { username: 'accounts', password: 'a password' },
  );
const bodyOf = (wanted: string) => {
  const found = server.asked.find(
    ({ method, path }) => `${method} ${path}` === wanted,
  );
  return found && JSON.parse(found.body);
};
const writes = () =>
  server.asked
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);

it('gives a token that reads repositories, as the administrator', async () => {
  await expect(readers().ensure('shop', 'one')).resolves.toEqual({
    username: 'shop.ci',
    password: 'a token',
  });
  expect(bodyOf(`POST ${account}/tokens`)).toEqual({
    name: 'pilothouse-one',
    scopes: ['read:repository'],
  });
  const pair = Buffer.from('accounts:a password').toString('base64');
  expect(server.asked[0].authorization).toBe(`Basic ${pair}`);
});

it('makes an account that sees nothing but what it is let, and marks it', async () => {
  let made = false;
  answers = new Proxy(answers, {
    get: (known, key: string) => {
      if (key === 'POST /api/v1/admin/users') {
        made = true;
        return { status: 201, json: {} };
      }
      return key === `GET ${account}` && !made ? undefined : known[key];
    },
  });
  await readers().ensure('shop', 'one');
  expect(bodyOf('POST /api/v1/admin/users')).toMatchObject({
    username: 'shop.ci',
    restricted: true,
    visibility: 'private',
    login_name: 'pilothouse:shop',
  });
});

it.each<[string, () => Promise<unknown>]>([
  ['when it is needed', () => readers().ensure('shop', 'one')],
  ['when it is looked for', () => readers().has('shop')],
  ['when it is undone', () => readers().remove('shop')],
])(
  'leaves an account that somebody else has made, and says so %s',
  async (_, act) => {
    answers[`GET ${account}`] = { status: 200, json: { login_name: '' } };
    await expect(act()).rejects.toThrow(
      /has an account shop\.ci that the portal has not made/,
    );
    expect(writes()).toEqual([]);
  },
);

it('replaces the token of a step that is repeated, and no other', async () => {
  answers[`GET ${account}/tokens`] = {
    status: 200,
    json: [
      token(1, 'pilothouse-one', '2031-04-01T08:00:00Z'),
      token(2, 'pilothouse-other', '2031-04-01T08:00:00Z'),
    ],
  };
  answers[`DELETE ${account}/tokens/1`] = { status: 204 };
  await readers().ensure('shop', 'one');
  expect(writes().filter(each => each.startsWith('DELETE'))).toEqual([
    `DELETE ${account}/tokens/1`,
  ]);
});

it('ends the tokens that are older', async () => {
  answers[`GET ${account}/tokens`] = {
    status: 200,
    json: [
      token(1, 'old', '2031-04-01T08:00:00Z'),
      token(2, 'new', '2031-04-01T10:00:00Z'),
    ],
  };
  answers[`DELETE ${account}/tokens/1`] = { status: 204 };
  await readers().forgetTokens('shop', new Date('2031-04-01T09:00:00Z'));
  expect(writes()).toEqual([`DELETE ${account}/tokens/1`]);
});

it('takes the account out of its organization, and removes it', async () => {
  answers['DELETE /api/v1/teams/3'] = { status: 204 };
  answers['DELETE /api/v1/admin/users/shop.ci'] = { status: 204 };
  await expect(readers().remove('shop')).resolves.toBe(true);
  expect(writes()).toEqual([
    'DELETE /api/v1/teams/3',
    'DELETE /api/v1/admin/users/shop.ci',
  ]);
});

it('makes no account where there is no such organization', async () => {
  delete answers['GET /api/v1/orgs/shop/teams/search'];
  await expect(readers().ensure('shop', 'one')).rejects.toThrow(
    'There is no organization shop',
  );
  expect(writes()).toEqual(['POST /api/v1/orgs/shop/teams']);
});

it('names the setting whose account may not do it', async () => {
  answers[`GET ${account}`] = { status: 403 };
  await expect(readers().has('shop')).rejects.toThrow(
    /^For pilothouse\.delivery\.git\.administrator, the git server .* refuses/,
  );
});

it.each([
  ['shop', 'shop.ci'],
  ['a'.repeat(37), `${'a'.repeat(37)}.ci`],
  ['a'.repeat(38), `${'a'.repeat(28)}-365a9c3e.ci`],
])('calls the account of %s %s', async (owner, name) => {
  await readers().has(owner);
  expect(server.asked[0].path).toBe(`${users}/${name}`);
});
