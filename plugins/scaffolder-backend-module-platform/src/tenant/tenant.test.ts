import { mockCredentials } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { host, Scene } from '../__testUtils__/Scene';
import { previewOf } from '../preview/outlook';
import { planOf } from './plan';

const review = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const quota = { cpu: '2', memory: '4Gi', pods: 30, storage: '20Gi' };
const teaShop = {
  name: 'tea-shop',
  owner: 'group:default/shop',
  environments: ['dev', 'test'],
  repoUrl: `${host}?owner=shop&repo=tea-shop`,
};
const tenant = {
  owner: teaShop.owner,
  environments: teaShop.environments,
  quota,
};
const path = '/api/v1/namespaces/shop-test';
const repository = { owner: 'shop', name: 'tea-shop' };

let scene: Scene;
let allowed: boolean;

beforeEach(async () => {
  scene = await Scene.open();
  allowed = true;
  scene.kube.answers = asked =>
    asked === review ? ({ status: { allowed } } as object) : undefined;
  // The portal hears of a namespace once the cluster has it.
  scene.kube.gate = ({ cluster, path: changed, verb }) => {
    if (verb !== 'create' || changed !== '/api/v1/namespaces') return;
    const labels = {
      'pilothouse.dev/tenant': 'shop',
      'pilothouse.dev/environment': 'test',
    };
    const annotations = { 'pilothouse.dev/made-by-task': 'task-1' };
    const metadata = { name: 'shop-test', annotations, labels };
    scene.kube.reader.cluster(cluster)?.put('namespaces', { metadata });
  };
});

afterEach(() => scene.close());

const check = (how = {}) =>
  scene.run('pilothouse:application:check', teaShop, how);
const ensure = (how = {}) => scene.run('pilothouse:tenant:ensure', tenant, how);
const applied = () =>
  scene.kube.deeds.flatMap(({ path: at, verb, who }) =>
    verb === 'apply' || at === '/api/v1/namespaces' ? [`${who} ${at}`] : [],
  );

it('keeps the name of an application for the run', async () => {
  await check();

  await expect(check({ task: 'task-2' })).rejects.toThrow(/at this moment/);
});

it.each<[string, () => void, object, string]>([
  [
    'in git',
    () => scene.git.put(repository),
    {},
    'the repository shop/tea-shop',
  ],
  [
    'to those who may make no namespace',
    () => {
      allowed = false;
    },
    {},
    'You may not make the namespace shop-test',
  ],
  ['to others', () => {}, { who: 'ann' }, 'not a member of shop'],
])('refuses an application %s', async (_, set, how, words) => {
  set();

  await expect(check(how)).rejects.toThrow(words);
  expect(await scene.claims.tasks()).toEqual([]);
});

it('asks for no right to make namespaces that are there', async () => {
  allowed = false;

  await expect(
    scene.run('pilothouse:application:check', {
      ...teaShop,
      environments: ['dev', 'prod'],
    }),
  ).resolves.toEqual({});
});

it('makes the namespaces that a team lacks, with its rights last', async () => {
  await expect(ensure()).resolves.toEqual({
    namespaces: [
      {
        environment: 'dev',
        cluster: 'east',
        namespace: 'shop-dev',
        created: false,
      },
      {
        environment: 'test',
        cluster: 'east',
        namespace: 'shop-test',
        created: true,
      },
    ],
  });

  const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/shop-test';
  expect(applied()).toEqual(
    [
      '/api/v1/namespaces',
      `${path}/resourcequotas/tenant`,
      `${path}/limitranges/defaults`,
      '/apis/networking.k8s.io/v1/namespaces/shop-test/networkpolicies/default-deny',
      `${rbac}/roles/deploy-rights`,
      `${rbac}/rolebindings/deploy-rights`,
      `${rbac}/rolebindings/developers`,
    ].map(each => `user:default/lin ${each}`),
  );
  const objects = scene.kube.objects;
  expect(objects.get(`east ${path}`)?.metadata?.labels).toEqual({
    'app.kubernetes.io/managed-by': 'pilothouse',
    'pilothouse.dev/environment': 'test',
    'pilothouse.dev/tenant': 'shop',
    'pod-security.kubernetes.io/enforce': 'baseline',
  });
  expect(objects.get(`east ${path}/resourcequotas/tenant`)).toMatchObject({
    spec: { hard: { 'requests.cpu': '2', pods: '30' } },
  });
  expect(objects.get(`east ${rbac}/rolebindings/developers`)).toMatchObject({
    roleRef: { kind: 'ClusterRole', name: 'edit' },
    subjects: [{ kind: 'Group', name: 'shop' }],
  });
});

it('goes on with what it has begun, and leaves it alone in another run', async () => {
  await ensure();
  const once = applied().length;

  await ensure();
  const twice = applied().length;
  expect(twice).toBe(2 * once - 1);

  scene.fates.set('task-1', 'completed');
  await ensure({ task: 'task-2' });
  expect(applied()).toHaveLength(twice);
});

it.each<[string, string[]]>([
  ['nothing is made', []],
  ['only what it lacks is made', ['rolebindings/developers', 'deploy-rights']],
])('completes in another run what one had begun: %s', async (_, lacking) => {
  const hears = scene.kube.gate;
  scene.kube.gate = deed => {
    hears(deed);
    const { path: asked, verb } = deed;
    if (verb === 'apply' && lacking.some(each => asked.endsWith(each))) {
      throw new NotAllowedError('RBAC says no');
    }
  };
  const [first] = await Promise.allSettled([ensure()]);
  expect(first.status).toBe(lacking.length > 0 ? 'rejected' : 'fulfilled');
  const before = applied().length;
  scene.kube.gate = hears;

  const { namespaces } = await ensure({ task: 'task-2' });

  expect(namespaces).toContainEqual(
    expect.objectContaining({ namespace: 'shop-test', created: false }),
  );
  expect(
    applied()
      .slice(before)
      .map(each => each.split('/').slice(-2).join('/')),
  ).toEqual(
    lacking.length > 0
      ? [
          'roles/deploy-rights',
          'rolebindings/deploy-rights',
          'rolebindings/developers',
        ]
      : [],
  );
});

it('goes on, and says so, where the person may not add what a namespace lacks', async () => {
  await ensure();
  const lost = `east ${path}/limitranges/defaults`;
  scene.kube.objects.delete(lost);
  scene.kube.gate = ({ verb }) => {
    if (verb === 'apply') throw new NotAllowedError('RBAC says no');
  };

  await ensure({ task: 'task-2' });

  expect(scene.kube.objects.has(lost)).toBe(false);
  expect(scene.logged).toContainEqual(
    expect.stringMatching(/shop-test lacks LimitRange, which you may not add/),
  );
});

it('adds nothing to a namespace into which the person may not look', async () => {
  await ensure();
  const before = applied().length;
  const as = scene.kube.as.bind(scene.kube);
  const read = async () => {
    throw new NotAllowedError('RBAC says no');
  };
  jest
    .spyOn(scene.kube, 'as')
    .mockImplementation(async (...whom) =>
      Object.assign(Object.create(await as(...whom)), { read }),
    );

  await ensure({ task: 'task-2' });
  expect(applied()).toHaveLength(before);
});

it('takes no namespace that is not labelled as the team’s', async () => {
  scene.kube.objects.set(`east ${path}`, { metadata: { name: 'shop-test' } });

  await expect(ensure()).rejects.toThrow(/not labelled as the team's/);
  expect(applied()).toEqual([]);
});

it('makes none of what somebody else has made meanwhile', async () => {
  scene.kube.gate = ({ path: asked, verb }) => {
    if (verb !== 'create' || asked !== '/api/v1/namespaces') return;
    scene.kube.objects.set(`east ${path}`, { metadata: { name: 'shop-test' } });
  };

  await expect(ensure()).rejects.toThrow('already exists');
  await expect(ensure()).rejects.toThrow('Somebody else has made');
  expect(scene.kube.deeds.map(({ verb }) => verb)).not.toContain('apply');
});

describe('a namespace of a run that is undone', () => {
  const east = (at: string) => `east ${at}`;
  const undo = () => scene.run('pilothouse:undo');
  const kinds = (...names: string[]) => ({
    resources: names.map(name => ({ name, namespaced: true, verbs: ['list'] })),
  });

  beforeEach(async () => {
    await ensure();
    const { objects } = scene.kube;
    objects.set(east('/apis'), { groups: [] } as object);
    objects.set(
      east('/api/v1'),
      kinds('configmaps', 'limitranges', 'resourcequotas', 'secrets') as object,
    );
  });

  it('goes as long as it holds nothing else', async () => {
    await expect(undo()).resolves.toMatchObject({ left: [] });
    expect(scene.kube.objects.has(east(path))).toBe(false);
    expect(await scene.claims.tasks()).toEqual([]);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'somebody has put something there',
      () =>
        scene.kube.objects.set(east(`${path}/secrets/mine`), {
          metadata: { name: 'mine' },
        }),
      /it holds secrets\/mine\. Delete the namespace shop-test/,
    ],
    [
      'it is another run’s by now',
      () => {
        const made = scene.kube.objects.get(east(path));
        const annotations = { 'pilothouse.dev/made-by-task': 'task-2' };
        const metadata = { ...made?.metadata, annotations };
        scene.kube.objects.set(east(path), { ...made, metadata });
      },
      /somebody else has made it/,
    ],
    [
      'the person may not delete it',
      () => {
        scene.kube.gate = ({ verb }) => {
          if (verb === 'delete') throw new NotAllowedError('no');
        };
      },
      /does not let you delete it/,
    ],
  ])('stays where %s, which is told once', async (_, set, words) => {
    set();
    scene.fates.set('task-1', 'failed');
    await scene.loop.run();
    expect(scene.told).toMatchObject([
      { report: { left: [{ stays: true, because: expect.anything() }] } },
    ]);
    expect(scene.told[0].report.left[0].because).toMatch(words);
    expect(scene.kube.objects.has(east(path))).toBe(true);

    scene.now += 3_600_000;
    await scene.loop.run();
    expect(scene.told).toHaveLength(1);
    expect(await scene.claims.tasks()).toEqual([]);
    expect(await scene.records.find('task-1')).toMatchObject({
      ended: true,
      left: [{ kind: 'namespace', stays: true }],
    });
  });

  it('is waited for while the cluster clears it', async () => {
    const owner = { apiVersion: 'v1', kind: 'x', name: 'x', uid: 'u' };
    const going = east(`${path}/secrets/db-ca`);
    scene.kube.objects.set(going, {
      metadata: { name: 'db-ca', ownerReferences: [owner] },
    });
    await expect(undo()).resolves.toMatchObject({
      left: [
        {
          because: expect.stringMatching(/clearing it of secrets\/db-ca/),
          stays: false,
        },
      ],
    });
    scene.kube.objects.delete(going);
    await expect(undo()).resolves.toMatchObject({ left: [] });
    expect(scene.kube.objects.has(east(path))).toBe(false);
  });
});

async function preview(who: string, entered: object = {}) {
  return previewOf(
    scene.surroundings,
    { ...teaShop, ...entered, creates: 'application' },
    {
      workspace: __dirname,
      maker: { taskId: 'none', userEntityRef: `user:default/${who}` },
      who: mockCredentials.user(`user:default/${who}`),
    },
  );
}

it('tells what will come to be, and what is in the way', async () => {
  const { checks, objects } = await preview('lin');

  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(checks).toContainEqual(
    expect.objectContaining({ namespace: 'shop-test', found: 'new' }),
  );
  expect(checks).toContainEqual(
    expect.objectContaining({ namespace: 'shop-dev', found: 'one' }),
  );
  expect(objects.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'Repository shop/tea-shop',
    'System tea-shop',
    'Namespace shop-test',
    'ResourceQuota tenant',
    'LimitRange defaults',
    'NetworkPolicy default-deny',
    'Role deploy-rights',
    'RoleBinding deploy-rights',
    'RoleBinding developers',
  ]);

  allowed = false;
  scene.git.put(repository);
  const against = (await preview('lin')).checks.filter(({ ok }) => !ok);
  expect(against).toEqual([
    expect.objectContaining({ namespace: 'shop-test', found: 'refused' }),
    expect.objectContaining({ system: 'git', found: 'taken' }),
  ]);
  expect(scene.kube.deeds.map(({ verb }) => verb)).not.toContain('apply');
});

it.each([
  [['dev'], 'orderable', ['Cluster tea-shop-db']],
  [['test', 'dev'], 'later', []],
])(
  'tells of what is ordered for all services in the first of %j that it is %s',
  async (environments, found, made) => {
    const middleware = {
      item: 'postgresql',
      name: 'tea-shop-db',
      plan: 'small',
    };
    const { checks, objects } = await preview('lin', {
      ...{ environments, middleware },
    });

    expect(checks).toContainEqual(
      expect.objectContaining({ check: 'middleware', ok: true, found }),
    );
    const clusters = objects.filter(({ kind }) => kind === 'Cluster');
    expect(clusters.map(({ kind, name }) => `${kind} ${name}`)).toEqual(made);
  },
);

it('tells others nothing of the places of a team', async () => {
  const { checks, objects } = await preview('ann');

  expect(checks.map(({ check: each, ok }) => [each, ok])).toEqual([
    ['name', true],
    ['owner', false],
  ]);
  expect(objects).toEqual([]);
});

const since = '2031-04-01T08:00:00.000Z';
const silence = (cluster: string) =>
  scene.kube.reader
    .cluster(cluster)
    ?.setKnowledge({ kind: 'unreachable', since, because: 'down' });
const there = (metadata: object = {}) =>
  scene.kube.reader
    .cluster('east')
    ?.put('namespaces', { metadata: { name: 'shop-test', ...metadata } });

const troubles: [string, () => void, object, string, object[]][] = [
  [
    'a cluster that is silent',
    () => {
      scene.kube.reader.addCluster('west');
      silence('west');
    },
    {},
    'not known at present: west',
    [
      { found: 'absent', cluster: 'east', ok: true },
      { found: 'unknown', cluster: 'west', since },
    ],
  ],
  [
    'several clusters',
    () => void scene.kube.reader.addCluster('west'),
    {},
    'not certain',
    [{ found: 'which-cluster' }],
  ],
  [
    'no such cluster',
    () => {},
    { cluster: 'north' },
    'no cluster north',
    [{ found: 'no-cluster' }],
  ],
  [
    'a name of the cluster',
    () => scene.catalog.addPerson('lin', ['kube']),
    { team: 'kube', owner: 'group:default/kube' },
    'cannot be the name',
    [{ found: 'misnamed' }],
  ],
  [
    'a namespace of that name without labels',
    () => void there(),
    {},
    'not labelled as',
    [{ found: 'taken', namespace: 'shop-test', cluster: 'east' }],
  ],
  [
    'a namespace that is being deleted',
    () => void there({ deletionTimestamp: since }),
    {},
    'is being deleted',
    [{ found: 'leaving', namespace: 'shop-test' }],
  ],
];

it.each(troubles)('plans nothing new with %s', (_, set, wanted, words) => {
  set();

  expect(() =>
    planOf(scene.kube.reader, {
      team: 'shop',
      environments: ['test'],
      ...wanted,
    }),
  ).toThrow(words);
});

it.each(troubles)(
  'tells in the preview what is in the way of one environment: %s',
  async (_, set, wanted, _words, expected) => {
    set();
    const { owner = teaShop.owner, ...rest } = wanted as { owner?: string };

    const { checks, objects } = await preview('lin', {
      ...rest,
      owner,
      environments: ['test'],
      repoUrl: `${host}?owner=${owner.split('/')[1]}&repo=tea-shop`,
    });

    expect(checks.filter(({ check: each }) => each === 'namespace')).toEqual(
      expected.map(each =>
        expect.objectContaining({ ok: false, environment: 'test', ...each }),
      ),
    );
    expect(objects.map(({ kind }) => kind)).toEqual(['Repository', 'System']);
  },
);

it('goes on with the cluster that is named, while another is silent', () => {
  scene.kube.reader.addCluster('west');
  silence('west');

  const wanted = { team: 'shop', environments: ['test'], cluster: 'east' };
  expect(planOf(scene.kube.reader, wanted)).toEqual([
    {
      environment: 'test',
      cluster: 'east',
      namespace: 'shop-test',
      isNew: true,
    },
  ]);
});
