import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { servicePartSchema } from '@pilothouse/plugin-platform-common';
import { parse } from 'yaml';
import { z } from 'zod';
import { Scene, host } from '../__testUtils__/Scene';
import { steps, traces } from '../__testUtils__/steps';
import { Deletions } from './Deletions';

const entityRef = 'component:default/checkout';
const file = `https://${host}/shop/checkout/src/branch/main/catalog-info.yaml`;
const created = { entityRef, confirm: 'checkout' };

const templateSchema = z.object({
  spec: z.object({
    steps: z.array(
      z.object({
        action: z.string(),
        input: z.object({ parts: z.array(z.string()).optional() }),
      }),
    ),
  }),
});

const template = templateSchema.parse(
  parse(
    readFileSync(
      join(__dirname, '../../../../templates/delete-service.template.yaml'),
      'utf8',
    ),
  ),
);

/** As the steps of the template delete them, one after the other. */
const parts = template.spec.steps.flatMap(({ action, input }) =>
  action === 'pilothouse:deletion:remove' && input.parts ? [input.parts] : [],
);

it('is a template that checks, deletes all parts in order, and looks what is left', () => {
  expect(template.spec.steps.map(({ action }) => action)).toEqual([
    'pilothouse:deletion:check',
    ...parts.map(() => 'pilothouse:deletion:remove'),
    'pilothouse:deletion:verify',
  ]);
  expect(parts.flat()).toEqual(servicePartSchema.options);
});

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
  for (const step of steps) await step.run(scene, 'creation');
  scene.fates.set('creation', 'completed');
});

afterEach(() => scene.close());

const check = (who?: string) =>
  scene.run('pilothouse:deletion:check', created, { task: 'deletion', who });

const remove = (some: string[], who?: string) =>
  scene.run(
    'pilothouse:deletion:remove',
    { entityRef, parts: some },
    { task: 'deletion', who },
  );

/** All that is there; what runs claim is forgotten in their time. */
const made = async () =>
  (await traces(scene)).filter(trace => !trace.startsWith('claims'));

async function deleteAll() {
  const checked = await check();
  for (const some of parts) await remove(some);
  return scene.run(
    'pilothouse:deletion:verify',
    { ...(checked as Record<string, never>) },
    { task: 'deletion' },
  );
}

it('leaves nothing behind, except the folder of the team', async () => {
  const { markdown } = await deleteAll();

  expect(await traces(scene)).toEqual(['job shop']);
  expect(markdown).toContain('the repository shop/checkout');
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
  await check();
  for (const some of parts) {
    await remove(some);
    await remove(some);
  }

  expect(await traces(scene)).toEqual(['job shop']);
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
      await expect(remove(some)).rejects.toThrow(
        /checkout is not deleted as a whole: It is down\. .*start the deletion again/,
      );
      mend();
      await deleteAll();

      expect(await traces(scene)).toEqual(['job shop']);
    },
  );

  it('is told at the end by what is left', async () => {
    const checked = await check();
    await remove(['webhook', 'pipeline']);
    const verify = scene.run('pilothouse:deletion:verify', {
      ...(checked as Record<string, never>),
    });

    await expect(verify).rejects.toThrow(
      /^Left of checkout: what is deployed as checkout .*; the images shop\/checkout .*; the rights .*; the repository .*; the entity [^;]*\. Mend/,
    );
  });
});

describe('nothing is deleted', () => {
  const refusals: [string, () => void | Promise<unknown>, string, string][] = [
    ['of another team', () => {}, 'not a member of shop', 'ann'],
    [
      'for whom the policy refuses',
      () => {
        scene.permitted = AuthorizeResult.DENY;
        scene.startAgain();
      },
      'You may not delete',
      'lin',
    ],
    [
      'that is not registered from the repository of its name',
      () => {
        scene.catalog.put('Component', 'checkout', {
          annotations: {
            'backstage.io/managed-by-origin-location': `url:https://${host}/shop/all/c.yaml`,
          },
        });
      },
      'not from the repository shop/checkout',
      'lin',
    ],
    [
      'whose repository holds something else',
      () => {
        const annotations = {
          'backstage.io/managed-by-origin-location': `url:${file}`,
        };
        scene.catalog.put('Component', 'payments', { annotations });
      },
      'also holds component:default/payments',
      'lin',
    ],
    [
      'whose repository holds something else in another file',
      () =>
        scene.catalog.register(
          `https://${host}/shop/checkout/src/branch/main/more.yaml`,
          'more',
        ),
      'also holds component:default/more, api:default/more-api:',
      'lin',
    ],
    [
      'that is being created',
      () => {
        scene.fates.set('creation', 'under-way');
      },
      'The run creation of user:default/lin is creating or undoing it',
      'lin',
    ],
    [
      'when a cluster is silent',
      () => {
        scene.kube.reader.cluster('east')?.setKnowledge({
          kind: 'unreachable',
          since: '2026-01-02T03:04:05.000Z',
          because: 'no route',
        });
      },
      'could not be looked at',
      'lin',
    ],
  ];

  it.each(refusals)('%s', async (_, change, words, who) => {
    await change();
    const before = await made();

    for (const some of parts) {
      await expect(remove(some, who)).rejects.toThrow(words);
    }
    await expect(check(who)).rejects.toThrow(words);

    expect(await made()).toEqual(before);
  });

  it('without its name', async () => {
    await expect(
      scene.run('pilothouse:deletion:check', { entityRef, confirm: 'check' }),
    ).rejects.toThrow('type its name');
  });

  it('of which a part cannot be looked at', async () => {
    jest.spyOn(scene.images, 'has').mockRejectedValue(new Error('It is down'));

    await expect(check()).rejects.toThrow(
      'the part images could not be looked at: It is down. Nothing was deleted',
    );
  });

  it('that the catalog does not know', async () => {
    await expect(
      scene.run('pilothouse:deletion:check', {
        entityRef: 'component:default/none',
        confirm: 'none',
      }),
    ).rejects.toThrow('The catalog has no component:default/none');
  });
});

describe('the form', () => {
  const plan = (who = 'lin') =>
    new Deletions(scene.surroundings).plan(entityRef, {
      credentials: mockCredentials.user(`user:default/${who}`),
      maker: { taskId: 'none', userEntityRef: `user:default/${who}` },
    });

  it('is told of every object', async () => {
    const { items, name, refusals, usedBy } = await plan();

    expect({ name, refusals, usedBy }).toEqual({
      name: 'checkout',
      refusals: [],
      usedBy: [],
    });
    expect(items.map(({ found, part }) => `${part} ${found}`)).toEqual([
      'webhook there',
      'pipeline there',
      'deployment there',
      'images there',
      'rights there',
      'repository there',
      'catalog there',
    ]);
    const objects = items.flatMap(item =>
      item.objects.map(({ kind, name: of }) => `${kind} ${of}`),
    );
    expect(objects).toEqual([
      'Deployment checkout',
      'NetworkPolicy checkout',
      'Service checkout',
      'Secret sh.helm.release.v1.checkout.v1',
      'Component checkout',
      'API checkout-api',
    ]);
  });

  it('tells who depends on it', async () => {
    scene.catalog.put('API', 'checkout-api', {
      annotations: {
        'backstage.io/managed-by-origin-location': `url:${file}`,
      },
      relations: [
        { type: 'apiConsumedBy', targetRef: 'component:default/web' },
        { type: 'apiProvidedBy', targetRef: entityRef },
      ],
    });

    expect((await plan()).usedBy).toEqual(['component:default/web']);
  });

  it('tells nothing to those who may not delete it', async () => {
    const { items, refusals } = await plan('ann');

    expect(items).toEqual([]);
    expect(refusals).toMatchObject([{ reason: 'not-member', about: ['shop'] }]);
  });

  it('says what could not be looked at', async () => {
    jest.spyOn(scene.images, 'has').mockRejectedValue(new Error('It is down'));
    const { items } = await plan();

    expect(items.filter(({ found }) => found === 'unknown')).toMatchObject([
      { part: 'images', because: 'It is down' },
    ]);
  });
});
