import { servicePartSchema } from '@pilothouse/plugin-platform-common';
import {
  check,
  parts,
  remove,
  sceneOfCheckout,
  template,
} from '../__testUtils__/deletion';
import { InMemoryMiddleware } from '../__testUtils__/InMemoryMiddleware';
import type { Scene } from '../__testUtils__/Scene';
import { traces } from '../__testUtils__/steps';

let scene: Scene;

beforeEach(async () => {
  scene = await sceneOfCheckout();
});

afterEach(() => scene.close());

it('is a template that checks, deletes all in order, and the entry when nothing else is left', () => {
  expect(template.spec.steps.map(({ action }) => action)).toEqual([
    'pilothouse:deletion:check',
    ...parts.slice(1).map(() => 'pilothouse:deletion:remove'),
    'pilothouse:deletion:verify',
    'pilothouse:deletion:remove',
  ]);
  expect(parts.at(-1)).toEqual(['catalog']);
  expect(parts.flat()).toEqual(servicePartSchema.options);
});

const verify = (checked: Record<string, unknown>) =>
  scene.run(
    'pilothouse:deletion:verify',
    { ...(checked as Record<string, never>) },
    { task: 'deletion' },
  );

async function deleteAll() {
  const checked = await check(scene);
  for (const some of parts.slice(0, -1)) await remove(scene, some);
  const verified = await verify(checked);
  await remove(scene, ['catalog']);
  return verified;
}

/** What a team keeps for its other services. */
const ofTeam = [
  'job shop',
  'project shop',
  'reader shop',
  'robot account robot$shop+pilothouse-push',
];

it('leaves nothing behind, except what is the team’s', async () => {
  const { markdown, markdownZh } = await deleteAll();

  expect(await traces(scene)).toEqual(ofTeam);
  expect(markdown).toMatch(/^These are gone:\n\n- /);
  expect(markdown).toContain(
    '- the repository shop/checkout at git.example.com',
  );
  expect(markdownZh).toMatch(/^以下内容均已删除：\n\n- /);
  expect(markdownZh).toContain('- 代码仓库 shop/checkout（git.example.com）');
});

it('deletes what people have worked on: they were told', async () => {
  scene.git.put(
    { owner: 'shop', name: 'checkout' },
    { branches: { main: [{ by: 'lin' }, { by: 'ann' }] }, issues: ['ann'] },
  );
  await deleteAll();

  expect(scene.git.repositories.size).toBe(0);
});

it('may be repeated, step by step', async () => {
  await check(scene);
  for (const some of parts) {
    await remove(scene, some);
    await remove(scene, some);
  }

  expect(await traces(scene)).toEqual(ofTeam);
});

it('leaves what bears the name where no pipeline of it deploys', async () => {
  const path = '/apis/apps/v1/namespaces/shop-prod/deployments/checkout';
  const labels = { 'app.kubernetes.io/instance': 'checkout' };
  scene.kube.objects.set(`east ${path}`, {
    metadata: { name: 'checkout', namespace: 'shop-prod', labels },
  });
  await deleteAll();

  expect([...scene.kube.objects.keys()]).toEqual([`east ${path}`]);
});

it('goes on while a cluster is silent in which the team has nothing', async () => {
  scene.kube.reader.addCluster('west', {
    knowledge: {
      kind: 'stale',
      since: '2026-01-02T03:04:05.000Z',
      because: 'no route',
    },
  });
  await deleteAll();

  expect(await traces(scene)).toEqual(ofTeam);
});

it('leaves the rights of another service with a like name', async () => {
  const other = { name: 'checkout-2', owner: 'shop', environments: ['dev'] };
  await scene.run('pilothouse:deploy-rights:ensure', other, { task: 'other' });
  await deleteAll();

  expect([...scene.kube.objects.keys()].sort()).toEqual([
    expect.stringContaining('deployer-checkout-2'),
    expect.stringContaining('deployer-checkout-2'),
    expect.stringContaining('deployer-checkout-2'),
  ]);
});

describe('credentials for middleware', () => {
  const place = { item: 'postgresql', owner: 'shop', environment: 'dev' };
  const at = {
    ref: {
      ...{ item: 'postgresql', cluster: 'east' },
      ...{ namespace: 'shop-dev', name: 'checkout-db' },
    },
  };
  const keyOf = (name: string) =>
    InMemoryMiddleware.keyOfGrant({ ...at, name });
  const left = () =>
    [...scene.kube.objects.keys()].filter(key =>
      key.includes('servicebindings'),
    );

  beforeEach(async () => {
    const order = { ...place, name: 'checkout-db' };
    await scene.run('pilothouse:middleware:order', order, { task: 'creation' });
    scene.middleware.grants = true;
    for (const name of ['checkout', 'cart']) {
      await scene.run(
        'pilothouse:middleware:bind',
        { ...place, instance: 'checkout-db', name, ahead: true },
        { task: 'creation' },
      );
    }
  });

  it('are given back that are the service’s alone, and the instance stays', async () => {
    const { markdown } = await deleteAll();

    expect(left()).toEqual([keyOf('checkout-db-cart')]);
    expect(markdown).toContain('the credentials checkout-db-checkout');
    const { pathOf } = InMemoryMiddleware;
    expect(scene.kube.objects.has(`east ${pathOf(at.ref)}`)).toBe(true);
  });

  it('stay that somebody asked for by hand', async () => {
    const mine = { metadata: { name: 'checkout-db-checkout' } };
    scene.kube.objects.set(keyOf('checkout-db-checkout'), mine);
    await deleteAll();

    expect(left()).toHaveLength(2);
  });

  it('are told as left as long as they are there', async () => {
    const checked = await check(scene);
    for (const some of parts.slice(0, -1)) {
      await remove(
        scene,
        some.filter(part => part !== 'credentials'),
      );
    }

    await expect(verify(checked)).rejects.toThrow(
      /^Left of checkout: the credentials checkout-db-checkout /,
    );
  });

  it('are found after what used them is gone', async () => {
    await check(scene);
    await remove(scene, ['webhook', 'pipeline']);
    await remove(scene, ['deployment']);
    await deleteAll();

    expect(left()).toEqual([keyOf('checkout-db-cart')]);
  });

  it('keep all else from being deleted while it is not known which there are', async () => {
    jest
      .spyOn(scene.middleware, 'instance')
      .mockRejectedValue(new Error('It is down'));
    await expect(check(scene)).rejects.toThrow(/could not be looked at/);
    jest.restoreAllMocks();
    expect(left()).toHaveLength(2);
    expect(scene.git.repositories.size).toBe(1);
  });
});

describe('what fails', () => {
  const down = new Error('It is down');
  const faults: [string, string[], () => void, () => void][] = [
    [
      'the CI server',
      ['webhook', 'pipeline'],
      () => jest.spyOn(scene.ci, 'deleteJob').mockRejectedValue(down),
      () => jest.restoreAllMocks(),
    ],
    [
      'a cluster',
      ['deployment'],
      () => {
        scene.kube.gate = () => {
          throw down;
        };
      },
      () => {
        scene.kube.gate = () => {};
      },
    ],
    [
      'the registry',
      ['images'],
      () => {
        scene.images.gate = () => {
          throw down;
        };
      },
      () => {
        scene.images.gate = () => {};
      },
    ],
    [
      'git',
      ['repository'],
      () => {
        scene.git.gate = what => {
          if (what === 'remove') throw down;
        };
      },
      () => {
        scene.git.gate = () => {};
      },
    ],
  ];
  it.each(faults)(
    'is told, and can be done again: %s',
    async (_, some, fail, mend) => {
      fail();
      await expect(remove(scene, some)).rejects.toThrow(
        /checkout is not deleted as a whole: It is down\. .*start the deletion again/,
      );
      mend();
      await deleteAll();

      expect(await traces(scene)).toEqual(ofTeam);
    },
  );

  it('is told at the end by what is left, and can be deleted again', async () => {
    const checked = await check(scene);
    await remove(scene, ['webhook', 'pipeline']);

    await expect(verify(checked)).rejects.toThrow(
      /^Left of checkout: what is deployed as checkout .*; the images shop\/checkout .*; the rights .*; the repository [^;]*\. Mend/,
    );
    await deleteAll();
    expect(await traces(scene)).toEqual(ofTeam);
  });

  it('is told when the portal does not know the namespace any more', async () => {
    const checked = await check(scene);
    scene.kube.reader.cluster('east')?.remove('namespaces', {
      name: 'shop-dev',
    });

    await expect(verify(checked)).rejects.toThrow(
      /^Left of checkout: .*what is deployed as checkout .*; the rights /,
    );
  });

  it('is told of a cluster that is not there any more, as perhaps left', async () => {
    const checked = await check(scene);
    const namespaces = [
      { cluster: 'west', namespace: 'shop-dev', environment: 'dev' },
    ];

    await expect(verify({ ...checked, namespaces })).rejects.toThrow(
      /what is deployed as checkout [^;]* of the cluster west, perhaps: /,
    );
  });

  it.each(parts.slice(0, -1).map(some => [some.join(' and '), some] as const))(
    'is told when somebody unregisters it meanwhile: %s',
    async (_, some) => {
      await remove(scene, ['catalog']);

      await expect(remove(scene, [...some])).rejects.toThrow(
        'register its catalog-info.yaml again',
      );
    },
  );

  it('is told of an entry that does not go', async () => {
    scene.catalog.removeLocationById = async () => {};

    await expect(remove(scene, ['catalog'])).rejects.toThrow(
      'The catalog still has component:default/checkout',
    );
  });
});

it('lets runs that do not end write no more, before what they deployed is deleted', async () => {
  const bindings = () =>
    [...scene.kube.objects.keys()].filter(key => key.includes('rolebindings'));
  expect(bindings()).toHaveLength(1);
  jest.spyOn(scene.ci, 'deleteJob').mockRejectedValue(new Error('It is busy'));
  await expect(remove(scene, ['pipeline'])).rejects.toThrow('It is busy');
  jest.restoreAllMocks();

  expect(bindings()).toEqual([]);
  await deleteAll();
  expect(await traces(scene)).toEqual(ofTeam);
});
