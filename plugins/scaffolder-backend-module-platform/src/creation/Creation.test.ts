import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { CreationCheck } from '@pilothouse/plugin-platform-common';
import { postgresql } from '../__testUtils__/InMemoryMiddleware';
import { checkout, host, Scene } from '../__testUtils__/Scene';
import { TestServer } from '../__testUtils__/TestServer';
import { answerOf } from '../http/remote';
import { Creation } from './Creation';

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
});

afterEach(() => scene.close());

const file = (path: string, text: string) => ({
  path,
  base64Content: Buffer.from(text).toString('base64'),
});

const files = [
  file('README.md', '# checkout\n'),
  file('logo.bin', '\0\u0001'),
  file(
    'chart/values.yaml',
    'replicaCount: 2\nresources:\n  requests: { cpu: 100m }\n',
  ),
  file('chart/templates/deployment.yaml', 'kind: Deployment\n'),
];

const lacking: CreationCheck = {
  check: 'tool',
  ok: false,
  message: 'no executor has java',
  tool: { name: 'java', found: 'missing' },
};

const group = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
});

function creation(input: Record<string, unknown> = { ...checkout }) {
  return new Creation({
    catalog: {
      getEntities: async () => ({ items: ['shop', 'payments'].map(group) }),
    },
    gitHost: host,
    surroundings: scene.surroundings,
    tools: { checksOf: async () => [lacking] },
    write: async () => ({ input, files }),
  });
}

const request = { templateRef: 'template:default/any', values: {} };
const lin = mockCredentials.user('user:default/lin');
const ann = mockCredentials.user('user:default/ann');

it('shows files with their texts, and objects by environment', async () => {
  const told = await creation().preview(request, lin);

  expect(told.files).toContainEqual({
    path: 'README.md',
    bytes: 11,
    text: '# checkout\n',
  });
  expect(told.files).toContainEqual({ path: 'logo.bin', bytes: 2 });
  expect(told.objects).toContainEqual({
    system: 'kubernetes',
    kind: 'Deployment',
    name: 'checkout',
    where: 'east/shop-dev',
    environment: 'dev',
  });
  expect(told.checks.filter(({ ok }) => !ok)).toEqual([lacking]);
});

it('shows quotas with what is asked for on top', async () => {
  scene.kube.reader.cluster('east')?.put('resourcequotas', {
    metadata: { name: 'tenant', namespace: 'shop-dev' },
    status: { hard: { 'requests.cpu': '1' }, used: { 'requests.cpu': '900m' } },
  });

  const { checks } = await creation().preview(request, lin);

  expect(checks).toContainEqual(
    expect.objectContaining({
      check: 'quota',
      ok: false,
      namespace: 'shop-dev',
      amounts: [
        {
          quota: 'tenant',
          resource: 'requests.cpu',
          most: 1000,
          used: 900,
          wanted: 200,
        },
      ],
    }),
  );
});

it('foretells that a LimitRange admits no pod', async () => {
  const range = (max: string) =>
    scene.kube.reader.cluster('east')?.put('limitranges', {
      metadata: { name: 'tenant', namespace: 'shop-dev' },
      spec: {
        limits: [
          {
            type: 'Container',
            max: { cpu: max },
            default: { cpu: '500m' },
          },
        ],
      },
    });
  const ofLimits = async () => {
    const { checks } = await creation().preview(request, lin);
    return checks.filter(({ check }) => check === 'limits');
  };

  range('50m');
  expect(await ofLimits()).toEqual([
    {
      check: 'limits',
      ok: false,
      message:
        'The LimitRange of shop-dev admits no pod of it: limits.cpu 500m (max 50m)',
      cluster: 'east',
      environment: 'dev',
      namespace: 'shop-dev',
      bounds: 'limits.cpu 500m (max 50m)',
    },
  ]);
  range('1');
  expect(await ofLimits()).toEqual([]);
});

const withDatabase = {
  ...checkout,
  middleware: { item: 'postgresql', name: 'checkout-db', plan: 'small' },
};
const database = '/apis/postgresql.cnpg.io/v1/namespaces/shop-dev/clusters';

/** What the preview says of the order beside the service, and of the quota. */
async function ordered(input: Record<string, unknown> = withDatabase) {
  const { checks, objects, orders } = await creation(input).preview(
    request,
    lin,
  );
  return {
    orders,
    refusals: checks.flatMap(check =>
      check.check === 'middleware' && check.refusal ? [check.refusal] : [],
    ),
    said: checks.flatMap(check =>
      check.check === 'middleware' ? [`${check.ok} ${check.found}`] : [],
    ),
    objects: objects.filter(({ kind }) => kind === 'Cluster'),
    quotas: checks.flatMap(check =>
      check.check === 'quota' && check.environment === 'dev' ? [check] : [],
    ),
  };
}

it('shows what is ordered beside the service, and counts both in quotas', async () => {
  scene.kube.reader.cluster('east')?.put('resourcequotas', {
    metadata: { name: 'tenant', namespace: 'shop-dev' },
    status: { hard: { 'requests.cpu': '1' }, used: { 'requests.cpu': '650m' } },
  });
  const fit = { quota: 'tenant', hard: '1', used: '650m', adds: '100m' };
  scene.middleware.quota = [
    {
      ...{ ...fit, resource: 'requests.cpu', fits: true },
      amounts: { hard: 1000, used: 650, adds: 100 },
    },
    {
      ...{ ...fit, resource: 'requests.storage', fits: true },
      amounts: { hard: 5000, used: 0, adds: 1000 },
    },
  ];

  const { objects, quotas, said } = await ordered();
  expect(said).toEqual(['true orderable']);
  expect(objects).toEqual([
    {
      ...{ system: 'kubernetes', kind: 'Cluster', name: 'checkout-db' },
      ...{ where: 'east/shop-dev', environment: 'dev' },
    },
  ]);
  // Each of the two would fit alone.
  expect(quotas).toMatchObject([
    {
      ok: false,
      amounts: [
        { resource: 'requests.cpu', used: 650, wanted: 400 },
        { resource: 'requests.storage', most: 5000, wanted: 1000 },
      ],
    },
  ]);
});

it.each<[string, object, () => void, string[], object[]]>([
  ['no plan', { plan: '' }, () => {}, [], []],
  [
    'a plan that there is not',
    { plan: 'huge' },
    () => {},
    ['false refused'],
    [{ kind: 'no-such-plan', plan: 'huge', plans: ['small'] }],
  ],
  [
    'an item that there is not',
    { item: 'x' },
    () => {},
    ['false refused'],
    [{ kind: 'absent' }],
  ],
  [
    'what is no name',
    { name: 'x'.repeat(41) },
    () => {},
    ['false refused'],
    [{ kind: 'misnamed' }],
  ],
  [
    'a name that is taken',
    {},
    () =>
      scene.kube.objects.set(`east ${database}/checkout-db`, {
        metadata: { name: 'checkout-db' },
      }),
    ['false taken'],
    [],
  ],
  [
    'more than the limits allow',
    {},
    () => {
      scene.middleware.terms = {
        exceeded: [
          { kind: 'field', bound: { field: 'instances', most: 0 }, is: '1' },
          { kind: 'instances', most: 1, are: 1, plans: ['small'] },
        ],
      };
    },
    ['false refused'],
    [
      {
        kind: 'limits',
        exceeded: [{ kind: 'field' }, { kind: 'instances' }],
        names: { fields: [], plans: [{ name: 'small' }] },
      },
    ],
  ],
  ...(
    [
      [new NotAllowedError('no'), 'not-allowed'],
      [new InputError('no such class'), 'not-taken'],
      [new ServiceUnavailableError('is down'), 'unknown'],
    ] as const
  ).map(([error, kind]): [string, object, () => void, string[], object[]] => [
    `a marketplace that answers ${error.name}`,
    {},
    () => {
      scene.middleware.refuses = error;
    },
    ['false refused'],
    [{ kind }],
  ]),
])(
  'says of an order with %s what is in its way',
  async (_, part, set, said, refusals) => {
    set();
    const middleware = { ...withDatabase.middleware, ...part };
    const told = await ordered({ ...withDatabase, middleware });
    expect(told).toMatchObject({ said, refusals, objects: [], orders: [] });
  },
);

it('tells what an order costs, if anybody has said', async () => {
  const order = {
    ...{ name: 'checkout-db', environment: 'dev' },
    title: postgresql.title,
  };
  expect((await ordered()).orders).toEqual([order]);
  const after = { currency: 'EUR', month: 7.5, parts: [] };
  scene.middleware.terms = { cost: { after } };
  expect((await ordered()).orders).toEqual([{ ...order, cost: after }]);
});

it('tells others nothing of the places of a team', async () => {
  const { checks, objects } = await creation().preview(request, ann);

  expect(checks).toEqual([
    expect.objectContaining({ check: 'name', ok: true }),
    expect.objectContaining({ check: 'owner', ok: false, team: 'shop' }),
    lacking,
  ]);
  expect(objects.filter(({ system }) => system === 'kubernetes')).toEqual([]);
});

it('refuses a preview that lacks something, by name', async () => {
  await expect(
    creation({ name: 'checkout' }).preview(request, lin),
  ).rejects.toThrow(/owner/);
});

it.each<[string, () => void, string[]]>([
  ['free', () => {}, []],
  [
    'taken in git',
    () => scene.git.put({ owner: 'shop', name: 'checkout' }),
    ['git'],
  ],
  [
    'taken in the catalog',
    () => scene.catalog.register('https://elsewhere/x', 'checkout'),
    ['catalog'],
  ],
])('finds a name %s', async (_, set, systems) => {
  set();

  const checks = await creation().name(checkout, lin);

  const taken = checks.flatMap(check =>
    check.check === 'free' && !check.ok ? [check.system] : [],
  );
  expect(taken).toEqual(systems);
  expect(checks.map(({ check }) => check)).not.toContain('namespace');
});

/** Told whenever a system is asked whether something is there. */
function everyQuestion() {
  const asked = jest.fn();
  for (const handler of Object.values(scene.surroundings.handlers)) {
    jest.spyOn(handler, 'exists').mockImplementation(async (...args) => {
      asked(...args);
      return false;
    });
  }
  return asked;
}

const misnamed = [
  { check: 'name', ok: false, message: expect.any(String) },
  expect.objectContaining({ check: 'owner', ok: true }),
];

it.each(['../payments/ledger', '..', 'a/b', 'a?b', 'A', '', 'a'.repeat(51)])(
  'asks no system about %j, which is no name',
  async name => {
    const asked = everyQuestion();

    const checks = await creation().name({ ...checkout, name }, lin);

    expect(checks).toEqual(misnamed);
    expect(asked).not.toHaveBeenCalled();
  },
);

it('asks no system for the preview of what is no name', async () => {
  const asked = everyQuestion();
  const name = '../payments/ledger';
  const repoUrl = `${host}?owner=shop&repo=${encodeURIComponent(name)}`;

  const { checks } = await creation({ ...checkout, name, repoUrl }).preview(
    request,
    lin,
  );

  expect(checks).toEqual([...misnamed, lacking]);
  expect(asked).not.toHaveBeenCalled();
});

it('asks every system about what is a name', async () => {
  const asked = everyQuestion();

  await creation().name(checkout, lin);

  expect(asked).toHaveBeenCalledWith(
    { kind: 'images', repository: 'shop/checkout' },
    expect.anything(),
    undefined,
  );
});

it.each(['group:default/..', 'group:default/Sh.op', 'user:default/lin'])(
  'asks no system about the owner %s, who is no team',
  async owner => {
    const asked = everyQuestion();

    await expect(creation().name({ ...checkout, owner }, lin)).rejects.toThrow(
      InputError,
    );
    expect(asked).not.toHaveBeenCalled();
  },
);

it('looks for a name in every namespace of the team', async () => {
  const checks = await creation().name(checkout, lin);

  const places = checks.flatMap(check =>
    check.check === 'free' && check.namespace ? [check.namespace] : [],
  );
  expect([...new Set(places)]).toEqual(['east/shop-dev', 'east/shop-prod']);
});

it.each([
  ['their own teams', lin, ['shop']],
  ['their own teams', ann, ['payments']],
])('offers people %s', async (_, who, teams) => {
  const { owners } = await creation().choices(who);

  expect(owners.map(({ title }) => title)).toEqual(teams);
});

it('offers platform engineers all teams', async () => {
  scene.catalog.addPerson('sofia', ['platform-engineers']);

  const { owners } = await creation().choices(
    mockCredentials.user('user:default/sofia'),
  );

  expect(owners.map(({ title }) => title)).toEqual(['payments', 'shop']);
});

it('answers people only', async () => {
  await expect(
    creation().choices(mockCredentials.service('plugin:other')),
  ).rejects.toThrow('Only people');
});

it('tells nothing of what a server says to the account of the portal', async () => {
  const server = await TestServer.start(() => ({
    status: 500,
    json: { about: 'the ledger of others' },
  }));
  try {
    const remote = { name: 'Git', headers: {} };
    const url = `http://${server.host}/`;
    const refused: unknown = await answerOf(remote, url, {}).catch(e => e);
    expect(String(refused)).toContain('the ledger of others');
    scene.git.gate = () => {
      throw refused;
    };

    const checks = await creation().name(checkout, lin);

    expect(checks).toContainEqual(
      expect.objectContaining({
        system: 'git',
        found: 'unknown',
        message: expect.stringMatching(/could not do it \(500\)$/),
      }),
    );
  } finally {
    await server.close();
  }
});
