import { createMockDirectory } from '@backstage/backend-test-utils';
import { postgresql } from '../__testUtils__/InMemoryMiddleware';
import { checkout, Scene } from '../__testUtils__/Scene';

const action = 'pilothouse:preview';
const workspace = createMockDirectory();

const files = {
  'catalog-info.yaml':
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: checkout\n',
  src: { 'main.ts': 'export {};\n' },
  chart: {
    'values.yaml':
      'replicaCount: 1\nresources:\n  requests: { cpu: 100m, memory: 64Mi }\n  limits: { memory: 128Mi }\nautoscaling: { enabled: false }\n',
    'values-dev.yaml': '{}\n',
    templates: {
      'deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\n',
      'hpa.yaml':
        '{{- if .Values.autoscaling.enabled }}\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n{{- end }}\n',
      '_helpers.tpl': 'kind: Nothing\n',
    },
  },
};

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
  workspace.setContent(files);
});

afterEach(() => scene.close());

function run(input = {}, how = {}) {
  const workspacePath = workspace.path;
  return scene.run(
    action,
    { ...checkout, ...input },
    { workspacePath, ...how },
  );
}

function withQuota(hard: Record<string, string>) {
  scene.kube.reader.cluster('east')?.put('resourcequotas', {
    metadata: { name: 'tenant', namespace: 'shop-dev' },
    status: { hard, used: {} },
  });
}

it('tells every file', async () => {
  const { files: told } = await run();

  expect(told).toEqual([
    { path: 'catalog-info.yaml', bytes: 77 },
    { path: 'chart/templates/_helpers.tpl', bytes: 14 },
    { path: 'chart/templates/deployment.yaml', bytes: 37 },
    expect.objectContaining({ path: 'chart/templates/hpa.yaml' }),
    { path: 'chart/values-dev.yaml', bytes: 3 },
    expect.objectContaining({ path: 'chart/values.yaml' }),
    { path: 'src/main.ts', bytes: 11 },
  ]);
});

it('tells every object', async () => {
  const { objects } = await run();

  const told = (objects as Record<string, string>[]).map(
    ({ system, kind, name, where }) => `${system} ${where} ${kind} ${name}`,
  );
  expect(told).toEqual([
    'git git.example.com Repository shop/checkout',
    'git git.example.com/shop/checkout Branch protection main',
    'git git.example.com Webhook shop/checkout',
    'ci shop Multibranch job shop/checkout',
    'ci shop Credential pilothouse-deploy.checkout.dev',
    'registry registry.example.com Images shop/checkout',
    'catalog default Component checkout',
    'kubernetes east/shop-dev ServiceAccount deployer-checkout',
    'kubernetes east/shop-dev Role deployer-checkout',
    'kubernetes east/shop-dev RoleBinding deployer-checkout',
    'kubernetes east/shop-dev Deployment checkout',
  ]);
});

it.each<[string, () => void, object, string]>([
  [
    'a quota that is too small',
    () => withQuota({ 'requests.cpu': '50m' }),
    {},
    'shop-dev: The quota tenant has 50m of 50m requests.cpu left; the service needs 100m',
  ],
  [
    'a name that is taken',
    () => scene.git.put({ owner: 'shop', name: 'checkout' }),
    {},
    'The name is taken: there is the repository shop/checkout at git.example.com',
  ],
  [
    'a bad name',
    () => {},
    { name: 'Checkout', repoUrl: 'git.example.com?owner=shop&repo=Checkout' },
    'cannot be part of a host',
  ],
  [
    'no namespace',
    () => {},
    { environments: ['qa'] },
    'has no namespace for qa',
  ],
  [
    'a system that is down',
    () => {
      scene.git.gate = () => {
        throw new Error('the git server is down');
      };
    },
    {},
    'the git server is down',
  ],
])(
  'fails for %s, and only tells it in a dry run',
  async (_, set, input, words) => {
    set();

    await expect(run(input)).rejects.toThrow(words);

    const { checks, markdown } = await run(input, { isDryRun: true });
    expect(checks).toContainEqual(
      expect.objectContaining({
        ok: false,
        message: expect.stringContaining(words),
      }),
    );
    expect(markdown).toContain('❌');
  },
);

describe('of a service that is bound to middleware', () => {
  const middleware = {
    item: 'postgresql',
    name: 'checkout-db',
    plan: postgresql.plans[0].name,
  };
  const quotaOf = async (input: object) => {
    const { checks } = await run(input, { isDryRun: true });
    return (checks as { check: string }[]).find(
      ({ check }) => check === 'quota',
    );
  };

  it.each([
    ['counts the pod that its rollout starts first', { middleware }, '2'],
    ['counts its own pod alone without a plan', {}, '1'],
  ])('%s', async (_, input, pods) => {
    withQuota({ pods: '0' });
    await expect(quotaOf(input)).resolves.toMatchObject({
      ok: false,
      message: expect.stringContaining(`the service needs ${pods}`),
    });
  });

  it.each([
    ['is told that one pod is missing', '1', false],
    ['fits where there is room for both', '2', true],
  ])('%s', async (_, pods, ok) => {
    withQuota({ pods });
    await expect(quotaOf({ middleware })).resolves.toMatchObject({ ok });
  });

  it('tells that values which may be secret are not taken', async () => {
    const { postgresql: form } = scene.middleware.forms;
    const sensitive = [['superuser', 'password']];
    scene.middleware.forms.postgresql = { ...form, sensitive };
    const values = { superuser: { password: 'not-told' } };
    const told = await run(
      { middleware: { ...middleware, values } },
      { isDryRun: true },
    );
    expect(told.checks).toContainEqual(
      expect.objectContaining({
        check: 'middleware',
        ok: false,
        message: expect.stringContaining('leave out superuser.password'),
      }),
    );
    expect(JSON.stringify(told)).not.toContain('not-told');
  });

  it('needs no more elsewhere than in its first environment', async () => {
    scene.kube.reader.cluster('east')?.put('resourcequotas', {
      metadata: { name: 'tenant', namespace: 'shop-prod' },
      status: { hard: { pods: '1' }, used: {} },
    });
    const input = { middleware, environments: ['dev', 'prod'] };
    const { checks } = await run(input, { isDryRun: true });
    expect(checks).not.toContainEqual(
      expect.objectContaining({ check: 'quota', ok: false }),
    );
  });
});

it('is refused to who does not belong to the team', async () => {
  await expect(run({}, { who: 'ann' })).rejects.toThrow('not a member of shop');
});

it.each([['dev'], ['qa']])(
  'tells in a dry run nothing of the places of another team, such as %s',
  async environment => {
    withQuota({ 'requests.cpu': '50m' });

    const told = await run(
      { environments: [environment] },
      { who: 'ann', isDryRun: true },
    );

    expect(told.checks).toEqual([
      expect.objectContaining({ check: 'name', ok: true }),
      expect.objectContaining({
        check: 'owner',
        message: expect.stringContaining('not a member of shop'),
      }),
    ]);
    expect(JSON.stringify([told.objects, told.markdown])).not.toMatch(
      /shop-dev|quota|namespace for/,
    );
  },
);

it('does not take what its own run has kept for taken', async () => {
  await scene.run('pilothouse:name:check', checkout);
  scene.git.put({ owner: 'shop', name: 'checkout' });

  await expect(run()).resolves.toHaveProperty('markdown');
});

it('does without a chart', async () => {
  await expect(run({ chartPath: 'none' })).resolves.toHaveProperty('markdown');
});

it.each(['sourcePath', 'chartPath'])(
  'reads nothing outside of the workspace by %s',
  async key => {
    await expect(run({ [key]: '../..' })).rejects.toThrow();
  },
);
