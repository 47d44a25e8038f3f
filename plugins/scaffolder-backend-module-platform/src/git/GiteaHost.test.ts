import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { TestServer, type Answer } from '../__testUtils__/TestServer';
import { GiteaHost } from './GiteaHost';

const repository = { owner: 'shop', name: 'checkout' };
const base = '/api/v1/repos/shop/checkout';
const told = {
  created_at: '2031-04-01T08:00:00Z',
  full_name: 'shop/checkout',
  html_url: 'https://x/y',
};
const hook = { url: 'https://ci.example.com/hook', secret: 'known to both' };

const workspace = createMockDirectory();

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
    json: told,
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

it.each([301, 307])('does not follow a renamed one, by %i', async status => {
  const headers = { location: '/api/v1/repos/shop/till' };
  for (const method of ['GET', 'DELETE']) {
    answers[`${method} ${base}`] = { status, headers };
    answers[`${method} /api/v1/repos/shop/till`] = { status: 200, json: {} };
  }

  await expect(gitea().find(repository)).resolves.toBeUndefined();
  await expect(gitea().remove(repository)).resolves.toBe(false);
  expect(server.asked.map(({ path }) => path)).toEqual([base, base]);
});

it.each([
  ['Shop/Checkout', true],
  ['shop/till', false],
])('takes %s for the one that is meant: %j', async (full_name, isMeant) => {
  answers[`GET ${base}`] = { status: 200, json: { ...told, full_name } };

  const found = await gitea().find(repository);
  expect(found !== undefined).toBe(isMeant);
});

describe('a new repository', () => {
  const wanted = {
    ...repository,
    defaultBranch: 'main',
    description: 'Takes orders',
    isPrivate: true,
  };
  const path = 'POST /api/v1/orgs/shop/repos';

  it.each([
    [201, true],
    [409, false],
  ])('with the answer %i is made: %j', async (status, isMade) => {
    answers[path] = { status, json: {} };

    await expect(gitea().create(wanted)).resolves.toBe(isMade);
    expect(JSON.parse(server.asked[0].body)).toEqual({
      name: 'checkout',
      description: 'Takes orders',
      private: true,
      default_branch: 'main',
    });
  });

  it('says that there is no such organization', async () => {
    await expect(gitea().create(wanted)).rejects.toThrow(
      'There is no organization shop',
    );
  });
});

it('tells the last commit of a branch, or that there is none', async () => {
  answers[`GET ${base}`] = { status: 200, json: { ...told, empty: false } };
  answers[`GET ${base}/branches/a%2Fb`] = {
    status: 200,
    json: { commit: { id: 'c0ffee' } },
  };

  await expect(gitea().head(repository, 'a/b')).resolves.toBe('c0ffee');
  await expect(gitea().head(repository, 'main')).resolves.toBeUndefined();
});

it.each<[string, Answer]>([
  ['takes in its first push', { status: 200, json: { ...told, empty: true } }],
  ['is not there', { status: 404 }],
])('does not ask for a branch of a repository that %s', async (_, answer) => {
  answers[`GET ${base}`] = answer;
  answers[`GET ${base}/branches/main`] = { status: 500 };

  await expect(gitea().head(repository, 'main')).resolves.toBeUndefined();
});

it.each<[string, Answer, boolean]>([
  [
    'which has it',
    {
      status: 200,
      json: [
        { commit: { message: 'Mend' } },
        { commit: { message: 'initial commit\n\nTask: a/1\n' } },
      ],
    },
    true,
  ],
  [
    'with a longer one',
    { status: 200, json: [{ commit: { message: 'Task: a/12' } }] },
    false,
  ],
  ['without commits', { status: 409 }, false],
  ['that there is not', { status: 404 }, false],
])('looks for a line in the commits of a branch: %s', async (_, said, has) => {
  answers[`GET ${base}/commits`] = said;
  const commit = { branch: 'a/b', line: 'Task: a/1' };

  await expect(gitea().hasCommit(repository, commit)).resolves.toBe(has);
  expect(server.asked[0].path).toMatch(/[?&]sha=a%2Fb(&|$)/);
});

describe('what is in a repository', () => {
  const published = {
    branches: [{ name: 'main' }],
    commits: [{}],
    issues: [],
    'activities/feeds': [{ act_user: { login: 'Portal' } }],
  };
  const plain = {
    branches: ['main'],
    commits: 1,
    hasIssues: false,
    others: [],
  };

  it.each<[string, Record<string, unknown>, object]>([
    ['the commit of the portal', {}, {}],
    ['two commits', { commits: [{}, {}] }, { commits: 2 }],
    [
      'two branches',
      { branches: [{ name: 'a/b' }, { name: 'main' }] },
      { branches: ['a/b', 'main'] },
    ],
    ['an issue', { issues: [{}] }, { hasIssues: true }],
    [
      'a push of somebody else',
      {
        'activities/feeds': [
          { act_user: { login: 'lin' } },
          { act_user: { login: 'lin' } },
          { act_user: { login: 'portal' } },
        ],
      },
      { others: ['lin'] },
    ],
  ])('%s', async (_, said, known) => {
    for (const [what, json] of Object.entries({ ...published, ...said })) {
      answers[`GET ${base}/${what}`] = { status: 200, json };
    }

    await expect(gitea().contents(repository)).resolves.toEqual({
      ...plain,
      ...known,
    });
    const [branch] = { ...plain, ...known }.branches;
    expect(server.asked.map(({ path }) => path)).toContainEqual(
      expect.stringContaining(`&sha=${encodeURIComponent(branch)}`),
    );
  });

  it('nothing yet', async () => {
    answers = {
      [`GET ${base}/branches`]: { status: 200, json: null },
      [`GET ${base}/commits`]: { status: 409 },
      [`GET ${base}/issues`]: { status: 200, json: [] },
      [`GET ${base}/activities/feeds`]: { status: 200, json: [] },
    };

    await expect(gitea().contents(repository)).resolves.toEqual({
      ...plain,
      branches: [],
      commits: 0,
    });
  });

  it.each(Object.keys(published))(
    'is not guessed without its %s',
    async key => {
      for (const [what, json] of Object.entries(published)) {
        if (what !== key)
          answers[`GET ${base}/${what}`] = { status: 200, json };
      }

      await expect(gitea().contents(repository)).rejects.toThrow('(404)');
    },
  );
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

describe('a branch', () => {
  const rules = `${base}/branch_protections`;

  it.each<[string, Record<string, Answer>, boolean]>([
    [
      'without a rule is protected',
      { [`POST ${rules}`]: { status: 201, json: {} } },
      true,
    ],
    [
      'with a rule keeps it',
      { [`GET ${rules}/release%2F1`]: { status: 200, json: {} } },
      false,
    ],
  ])('%s', async (_, known, isNew) => {
    answers = known;

    await expect(gitea().protectBranch(repository, 'release/1')).resolves.toBe(
      isNew,
    );

    const posts = server.asked.filter(({ method }) => method === 'POST');
    expect(posts.map(({ body }) => JSON.parse(body))).toEqual(
      isNew
        ? [
            {
              rule_name: 'release/1',
              enable_push: true,
              enable_force_push: false,
              block_on_rejected_reviews: true,
            },
          ]
        : [],
    );
  });
});

it.each<[string, () => Promise<unknown>]>([
  ['a hook', () => gitea().ensureHook(repository, hook)],
  ['a protected branch', () => gitea().protectBranch(repository, 'main')],
])('says that there is no repository for %s', async (_, ask) => {
  await expect(ask()).rejects.toThrow('There is no repository shop/checkout');
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

describe('the first commit', () => {
  const refs = 'GET /shop/checkout.git/info/refs';
  const pack = 'POST /shop/checkout.git/git-receive-pack';
  /** A line as the protocol of git has it, with its length. */
  const line = (text: string) =>
    (text.length + 4).toString(16).padStart(4, '0') + text;
  const empty = `${'0'.repeat(
    40,
  )} capabilities^{}\0report-status side-band-64k`;
  const open = {
    status: 200,
    text: `${line('# service=git-receive-pack\n')}0000${line(empty)}0000`,
  };
  const report = (branch: string) => ({
    status: 200,
    text: `${line(`\x01${line('unpack ok')}${line(branch)}0000`)}0000`,
  });
  const push = () =>
    gitea().push(repository, {
      author: { name: 'Lin', email: 'lin@example.com' },
      branch: 'main',
      folder: workspace.path,
      logger: mockServices.logger.mock(),
      message: 'Begin',
    });

  beforeEach(() => {
    workspace.setContent({ 'README.md': '# checkout' });
  });

  it('is pushed', async () => {
    answers = { [refs]: open, [pack]: report('ok refs/heads/main') };
    await expect(push()).resolves.toBeUndefined();
  });

  it.each<[string, Record<string, Answer>, string]>([
    ['a wrong password', { [refs]: { status: 401 } }, 'NotAllowedError'],
    ['no right to push', { [refs]: { status: 403 } }, 'NotAllowedError'],
    [
      'a protected branch',
      {
        [refs]: open,
        [pack]: report('ng refs/heads/main no permission, as it is protected'),
      },
      'NotAllowedError',
    ],
    [
      'a proxy on the way',
      { [refs]: { status: 407 } },
      'ServiceUnavailableError',
    ],
  ])('fails, as to trying again, by: %s', async (_, given, name) => {
    answers = given;
    await expect(push()).rejects.toMatchObject({
      name,
      message: expect.not.stringContaining('a password'),
    });
  });
});
