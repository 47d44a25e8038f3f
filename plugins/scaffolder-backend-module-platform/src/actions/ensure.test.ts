import { NotAllowedError } from '@backstage/errors';
import { noImageRegistry } from '@pilothouse/plugin-platform-node';
import type { Role } from 'kubernetes-types/rbac/v1';
import { parse } from 'yaml';
import { checkout, Scene, secrets } from '../__testUtils__/Scene';
import { rightsOf } from '../service/service';

const rights = 'pilothouse:deploy-rights:ensure';
const job = 'pilothouse:ci-job:ensure';
const webhook = 'pilothouse:webhook:ensure';
const protect = 'pilothouse:branch:protect';
const both = { ...checkout, environments: ['dev', 'prod'] };

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
  scene.git.put({ owner: 'shop', name: 'checkout' });
});

afterEach(() => scene.close());

const kubeconfigOf = (environment: string) => {
  const content = scene.ci.credential(
    'shop',
    `pilothouse-deploy.checkout.${environment}`,
  )?.content;
  return content?.kind === 'secret-file'
    ? parse(Buffer.from(content.content).toString())
    : undefined;
};

describe('pilothouse:deploy-rights:ensure', () => {
  it('lets the pipeline deploy to each namespace, as the person', async () => {
    const { credentials } = await scene.run(rights, both);

    expect(credentials).toEqual([
      expect.objectContaining({
        id: 'pilothouse-deploy.checkout.dev',
        namespace: 'shop-dev',
        serviceAccount: 'deployer-checkout',
      }),
      expect.objectContaining({ id: 'pilothouse-deploy.checkout.prod' }),
    ]);
    expect(new Set(scene.kube.deeds.map(({ who }) => who))).toEqual(
      new Set(['user:default/lin']),
    );
    expect(scene.kube.deeds.map(({ path }) => path.split('/').at(-1))).toEqual(
      Array(2)
        .fill([
          'deployer-checkout',
          'deployer-checkout',
          'deployer-checkout',
          'token',
          'deployer-checkout',
        ])
        .flat(),
    );
  });

  it('gives a kubeconfig that names the namespace', async () => {
    await scene.run(rights, both);

    expect(kubeconfigOf('prod')).toMatchObject({
      'current-context': 'shop-prod',
      contexts: [{ context: { namespace: 'shop-prod' } }],
      clusters: [{ cluster: { server: 'https://east.example.com:6443' } }],
      users: [{ user: { token: secrets.token } }],
    });
  });

  it('grants nothing beyond what charts consist of', async () => {
    await scene.run(rights, checkout);
    const lin = await scene.kube.as('user:default/lin', 'east');
    const role = await lin.read<Role>(
      '/apis/rbac.authorization.k8s.io/v1/namespaces/shop-dev/roles/deployer-checkout',
    );

    const all = role?.rules?.flatMap(({ resources = [] }) => resources) ?? [];
    const verbs = new Set(role?.rules?.flatMap(rule => rule.verbs));
    expect(all).toContain('deployments');
    expect(all).not.toContain('rolebindings');
    expect([...all, ...verbs]).not.toContain('*');
    expect(verbs).not.toContain('impersonate');
  });

  it('leaves an account that somebody makes by hand after the name was claimed, also when it is undone', async () => {
    const account = 'serviceaccounts/deployer-checkout';
    const path = `east /api/v1/namespaces/shop-dev/${account}`;
    const byHand = { metadata: { name: 'deployer-checkout' } };
    const maker = { taskId: 'task-1', userEntityRef: 'user:default/lin' };
    const place = {
      cluster: 'east',
      environment: 'dev',
      namespace: 'shop-dev',
    };
    const service = { name: 'checkout', team: 'shop' };
    const claimed = rightsOf(service, place);
    await scene.surroundings.claiming.allNew(maker, [claimed]);
    scene.kube.objects.set(path, byHand);

    await expect(scene.run(rights, checkout)).rejects.toThrow(
      /Somebody else has made the ServiceAccount deployer-checkout in the namespace shop-dev/,
    );
    await scene.run('pilothouse:undo');
    expect(scene.kube.objects.get(path)).toBe(byHand);
    expect(scene.kube.deeds).toEqual([]);
    expect(await scene.claims.ofTask('task-1')).toEqual([]);
  });

  it('says whom to ask when the person may not grant rights', async () => {
    scene.kube.gate = ({ path }) => {
      if (path.includes('/roles/')) throw new NotAllowedError('RBAC says no');
    };

    await expect(scene.run(rights, checkout)).rejects.toThrow(
      /let your team write Roles and RoleBindings.*RBAC says no/,
    );
  });
});

describe('pilothouse:ci-job:ensure', () => {
  it('makes folder, credentials and job', async () => {
    const outputs = await scene.run(job, checkout);

    expect(outputs).toEqual({
      jobFullName: 'shop/checkout',
      jobUrl: 'https://ci.example.com/job/shop/job/checkout/',
    });
    expect(scene.ci.source('shop/checkout')).toMatchObject({
      sourceUrl: 'https://git.example.com/shop/checkout.git',
      credentialsId: 'pilothouse-git',
    });
  });

  it("lets pipelines push as a robot account of the team's project", async () => {
    await scene.run(job, checkout);

    const robot = scene.projects.robots.get('robot$shop+pilothouse-push');
    expect(robot).toMatchObject({ project: 'shop', may: 'push-and-pull' });
    expect(
      scene.ci.credential('shop', 'pilothouse-registry')?.content,
    ).toMatchObject({
      username: 'robot$shop+pilothouse-push',
      password: robot?.secret,
    });
    expect(robot?.secret).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,128}$/);
    expect(scene.logged.join()).not.toContain(robot?.secret);
  });

  it('leaves the secret of the robot account as it is for those who have it', async () => {
    await scene.run(job, checkout);
    const first = [...scene.projects.robots.values()];
    const repoUrl = checkout.repoUrl.replace('checkout', 'cart');
    const cart = { ...checkout, name: 'cart', repoUrl };
    await scene.run(job, cart, { task: 'task-2' });

    expect([...scene.projects.robots.values()]).toEqual(first);
  });

  it('gives each team a secret of its own', async () => {
    await scene.run(job, checkout);
    const repoUrl = checkout.repoUrl.replace('shop', 'payments');
    const of = { owner: 'group:default/payments', repoUrl };
    await scene.run(job, { ...checkout, ...of }, { task: 'other', who: 'ann' });

    const robots = [...scene.projects.robots.values()];
    expect(robots.map(({ project }) => project)).toEqual(['shop', 'payments']);
    expect(new Set(robots.map(({ secret }) => secret)).size).toBe(2);
  });

  it('goes on with a job that it has made, and takes it away', async () => {
    for (let time = 0; time < 2; time++) await scene.run(job, checkout);
    expect(scene.ci.source('shop/checkout')?.description).toBe(
      'Builds and deploys checkout (Pilothouse-Task: task-1)',
    );
    await scene.run('pilothouse:undo');
    expect(await scene.ci.findJob('shop/checkout')).toBeUndefined();
  });

  describe('of which somebody makes a job by hand', () => {
    const byHand = {
      fullName: 'shop/checkout',
      sourceUrl: 'https://git.example.com/shop/checkout.git',
      description: 'Mine',
    };
    const make = async () => {
      await scene.ci.ensureFolder({ fullName: 'shop' });
      await scene.ci.ensureMultibranchJob(byHand);
    };
    const claim = async () => {
      const thing = { kind: 'job', fullName: 'shop/checkout' } as const;
      const maker = { taskId: 'task-1', userEntityRef: 'user:default/lin' };
      await scene.surroundings.claiming.allNew(maker, [thing]);
    };
    const left = async () => {
      await scene.run('pilothouse:undo');
      return (await scene.ci.findJob('shop/checkout'))?.description;
    };

    it('leaves it as it is after the name was claimed, also when it is undone', async () => {
      await claim();
      await make();

      await expect(scene.run(job, checkout)).rejects.toThrow(
        /Somebody else has made the job shop\/checkout/,
      );
      expect(await left()).toBe('Mine');
    });

    it('leaves it to them at the very moment, too', async () => {
      await claim();
      const { ensureMultibranchJob: ensure } = scene.ci;
      jest
        .spyOn(scene.ci, 'ensureMultibranchJob')
        .mockImplementationOnce(async wanted => {
          await make();
          return ensure.call(scene.ci, wanted);
        });

      await expect(scene.run(job, checkout)).rejects.toThrow(/Somebody else/);
      expect(await left()).toBeDefined();
    });
  });

  it('gives the login for all teams where the registry has no projects', async () => {
    scene.registry = noImageRegistry;
    await scene.run(job, checkout);

    expect(
      scene.ci.credential('shop', 'pilothouse-registry')?.content,
    ).toMatchObject({ username: 'ci', password: secrets.registry });
  });
});

describe('credentials of a folder', () => {
  it.each(['git', 'registry', 'deploy-checkout-dev'])(
    'leaves one that the team calls %s as it is, also when it is undone',
    async id => {
      const content = {
        kind: 'secret-text',
        secret: "the team's own",
      } as const;
      await scene.ci.ensureFolder({ fullName: 'shop' });
      await scene.ci.putCredential({ folder: 'shop', id, content });

      await scene.run(rights, checkout);
      await scene.run(job, checkout);
      expect(scene.ci.credential('shop', id)?.content).toEqual(content);

      await scene.run('pilothouse:undo');
      expect(scene.ci.credential('shop', id)?.content).toEqual(content);
    },
  );

  it('are not the same for two services', async () => {
    const of = async (name: string, environment: string) => {
      const input = { name, owner: 'shop', environments: [environment] };
      const { credentials } = await scene.run(rights, input, { task: name });
      return (credentials as { id: string }[])[0].id;
    };
    const labels = {
      'pilothouse.dev/tenant': 'shop',
      'pilothouse.dev/environment': 'dev-prod',
    };
    scene.kube.reader
      .cluster('east')
      ?.put('namespaces', { metadata: { name: 'shop-dev-prod', labels } });

    expect(await of('x-dev', 'prod')).not.toBe(await of('x', 'dev-prod'));
  });
});

describe('pilothouse:webhook:ensure', () => {
  it('has pushes told, with the secret', async () => {
    const outputs = await scene.run(webhook, { repoUrl: checkout.repoUrl });

    expect(outputs).toEqual({ host: 'ci.example.com' });
    expect(scene.git.repositories.get('shop/checkout')?.hooks).toEqual([
      { url: 'https://ci.example.com/hook', secret: secrets.webhook },
    ]);
  });
});

describe('pilothouse:branch:protect', () => {
  const { repoUrl } = checkout;
  const rules = () => scene.git.repositories.get('shop/checkout')?.rules;

  it.each([
    ['main, unless another is named', {}, 'main'],
    ['the one that is named', { branch: 'trunk' }, 'trunk'],
  ])('protects %s', async (_, input, branch) => {
    const outputs = await scene.run(protect, { repoUrl, ...input });

    expect(outputs).toEqual({ branch });
    expect(rules()).toEqual([branch]);
  });

  it('claims nothing, as the rule goes with the repository', async () => {
    await scene.run(protect, { repoUrl });

    expect(await scene.claims.tasks()).toEqual([]);
  });
});

describe.each([rights, job, webhook, protect])('%s', action => {
  const input = { ...checkout };

  it('may be repeated', async () => {
    const first = await scene.run(action, input);

    expect(await scene.run(action, input)).toEqual(first);
    expect(scene.git.repositories.get('shop/checkout')?.hooks.length).toBe(
      action === webhook ? 1 : 0,
    );
  });

  it('is refused to who does not belong to the team', async () => {
    await expect(scene.run(action, input, { who: 'ann' })).rejects.toThrow(
      'not a member of shop',
    );
    expect(scene.kube.deeds).toEqual([]);
    expect(await scene.ci.findJob('shop')).toBeUndefined();
    expect(await scene.claims.tasks()).toEqual([]);
  });

  it('tells no secret', async () => {
    const outputs = await scene.run(action, input);
    const claims = await scene.claims.ofTask('task-1');

    const told = JSON.stringify([outputs, scene.logged, claims]);
    for (const secret of Object.values(secrets)) {
      expect(told).not.toContain(secret);
    }
  });
});
