import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  check,
  entityRef,
  file,
  parts,
  remove,
  sceneOfCheckout,
} from '../__testUtils__/deletion';
import { host, type Scene } from '../__testUtils__/Scene';
import { traces } from '../__testUtils__/steps';
import { Deletions } from './Deletions';

let scene: Scene;

beforeEach(async () => {
  scene = await sceneOfCheckout();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await scene.close();
});

/** All that is there; what runs claim is forgotten in their time. */
const made = async () =>
  (await traces(scene)).filter(trace => !trace.startsWith('claims'));

/** Something that is found where the annotations say. */
const putOther = (annotations: Record<string, string>) =>
  scene.catalog.put('Component', 'payments', { annotations });

/** Cuts a cluster off that was known. */
const silence = (cluster: string) =>
  scene.kube.reader.cluster(cluster)?.setKnowledge({
    kind: 'stale',
    since: '2026-01-02T03:04:05.000Z',
    because: 'no route',
  });

/** The portal has heard of the account by which the pipeline deploys. */
const knowsRights = (namespace: string) =>
  scene.kube.reader.cluster('east')?.put('serviceaccounts', {
    metadata: { name: 'deployer-checkout', namespace },
  });

/** What the form is told. */
const plan = (who = 'lin') =>
  new Deletions(scene.surroundings).plan(entityRef, {
    credentials: mockCredentials.user(`user:default/${who}`),
    maker: { taskId: 'none', userEntityRef: `user:default/${who}` },
  });

/** Lets people see all entities but those that end so. */
const hide = (end: string) =>
  jest
    .spyOn(scene.catalog, 'getEntitiesByRefs')
    .mockImplementation(async ({ entityRefs }) => ({
      items: entityRefs.map(ref =>
        ref.endsWith(end) ? undefined : scene.catalog.entities.get(ref),
      ),
    }));

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
      'whose repository holds what another one has registered',
      () =>
        putOther({
          'backstage.io/managed-by-location': `url:${file}`,
          'backstage.io/managed-by-origin-location': `url:https://${host}/shop/all/c.yaml`,
        }),
      'also holds component:default/payments',
      'lin',
    ],
    [
      'whose repository is written in other letters for something else',
      () =>
        putOther({
          'backstage.io/managed-by-origin-location': `url:${file.replace(
            'shop/checkout',
            'Shop/CheckOut',
          )}`,
        }),
      'also holds component:default/payments',
      'lin',
    ],
    [
      'whose repository holds something else at an address too long to be searched for',
      () =>
        putOther({
          'backstage.io/managed-by-location': `url:${file}/${'a/'.repeat(100)}`,
        }),
      'also holds component:default/payments',
      'lin',
    ],
    [
      'that the catalog does not find in its own repository',
      () => {
        scene.catalog.streamEntities = async function* none() {
          yield [];
        };
      },
      'does not name component:default/checkout among what its repository holds',
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
      'while a cluster is silent that may have something of it',
      () => {
        knowsRights('shop-prod');
        silence('east');
      },
      'What is at east could not be looked at: The cluster has not been heard since 2026-01-02T03:04:05.000Z (no route; shop has namespaces there: shop-dev, shop-prod)',
      'lin',
    ],
  ];

  it.each(refusals)('%s', async (_, change, words, who) => {
    await change();
    const before = await made();

    for (const some of parts) {
      await expect(remove(scene, some, who)).rejects.toThrow(words);
    }
    await expect(check(scene, who)).rejects.toThrow(words);

    expect(await made()).toEqual(before);
  });

  it.each([
    [['secret'], ['shared-unseen']],
    [
      ['seen', 'secret'],
      ['shared-repository', 'shared-unseen'],
    ],
  ])(
    'whose repository also holds %j, and no name is told of what one may not see',
    async (names, reasons) => {
      const annotations = {
        'backstage.io/managed-by-origin-location': `url:${file}`,
      };
      const owner = 'group:default/payments';
      names.forEach(name =>
        scene.catalog.put('Component', name, { annotations, owner }),
      );
      hide('/secret');
      const before = await made();

      const told = (await plan()).refusals;
      expect(told.map(({ reason }) => reason)).toEqual(reasons);
      expect(JSON.stringify(told)).not.toContain('secret');
      for (const refusal of [check(scene), remove(scene, ['repository'])]) {
        await expect(refusal).rejects.toThrow(told[0].message);
      }
      expect(await made()).toEqual(before);
    },
  );

  it('without its name', async () => {
    await expect(
      scene.run('pilothouse:deletion:check', { entityRef, confirm: 'check' }),
    ).rejects.toThrow('type its name');
  });

  it('of which a part cannot be looked at', async () => {
    jest.spyOn(scene.images, 'has').mockRejectedValue(new Error('It is down'));

    await expect(check(scene)).rejects.toThrow(
      'the part images could not be looked at: It is down. Nothing was deleted',
    );
  });

  it('of which the pipeline is a folder of jobs', async () => {
    await scene.ci.deleteJob('shop/checkout');
    await scene.ci.ensureFolder({ fullName: 'shop/checkout' });
    await scene.ci.ensureMultibranchJob({
      fullName: 'shop/checkout/main',
      sourceUrl: 'https://git.example.com/shop/other',
    });
    const before = await made();
    const words = 'At the CI server shop/checkout is a folder, not the';

    expect((await plan()).refusals).toMatchObject([
      { reason: 'no-pipeline', about: ['shop/checkout'] },
    ]);
    await expect(check(scene)).rejects.toThrow(words);
    await expect(remove(scene, ['pipeline'])).rejects.toThrow(words);
    expect(await made()).toEqual(before);
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
  it('is told of every object', async () => {
    const { items, name, refusals, usedBy } = await plan();
    const placed = items.filter(({ environment }) => environment === 'dev');
    expect(placed.map(({ isProduction }) => isProduction)).toEqual([
      false,
      false,
    ]);

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

  it('tells which middleware stays, and who else uses it', async () => {
    const service = scene.catalog.entities.get(entityRef);
    scene.catalog.put('Component', 'checkout', {
      annotations: service?.metadata.annotations,
      relations: [
        ...(service?.relations ?? []),
        { type: 'dependsOn', targetRef: 'resource:default/db' },
        { type: 'dependsOn', targetRef: 'resource:default/bucket' },
        { type: 'dependsOn', targetRef: 'resource:default/hidden' },
      ],
    });
    const instance = 'postgresql/east/shop-dev/checkout-db';
    for (const [name, annotations] of [
      ['db', { 'pilothouse.dev/middleware': instance }],
      ['bucket', {}],
    ] as const) {
      scene.catalog.put('Resource', name, {
        annotations,
        relations: [
          { type: 'dependencyOf', targetRef: entityRef },
          { type: 'dependencyOf', targetRef: 'component:default/web' },
        ],
      });
    }

    const { keeps, refusals } = await plan();
    expect(refusals).toEqual([]);
    expect(keeps).toEqual([
      {
        ref: {
          ...{ item: 'postgresql', cluster: 'east', namespace: 'shop-dev' },
          name: 'checkout-db',
        },
        usedBy: ['component:default/web'],
      },
    ]);
    const { kept, keptZh } = await check(scene);
    const link = `- [postgresql checkout-db](/marketplace/instances/${instance})`;
    expect(kept).toBe(`${link} stays in east/shop-dev, with its data`);
    expect(keptZh).toBe(`${link} 及其数据保留在 east/shop-dev`);
  });

  it('tells who depends on it, of those that one may see', async () => {
    scene.catalog.put('API', 'checkout-api', {
      annotations: {
        'backstage.io/managed-by-origin-location': `url:${file}`,
      },
      relations: [
        { type: 'apiConsumedBy', targetRef: 'component:default/hidden' },
        { type: 'apiConsumedBy', targetRef: 'component:default/web' },
        { type: 'apiProvidedBy', targetRef: entityRef },
      ],
    });

    scene.catalog.put('Component', 'hidden', {});
    scene.catalog.put('Component', 'web', {});
    const asked = hide('/hidden');

    expect((await plan()).usedBy).toEqual(['component:default/web']);
    expect(asked).toHaveBeenCalledWith(expect.anything(), {
      credentials: mockCredentials.user('user:default/lin'),
    });
  });

  it.each([
    ['failed', ['being-made']],
    ['cancelled', ['being-made']],
    ['under-way', ['being-made']],
    ['completed', []],
    ['gone', []],
  ] as const)(
    'only looks, where the run that created it is %s: refused as %j',
    async (fate, reasons) => {
      scene.fates.set('creation', fate);
      const before = await traces(scene);
      expect(before).toContain('claims of creation');
      const { refusals } = await plan();

      expect(refusals.map(({ reason }) => reason)).toEqual(reasons);
      expect(await traces(scene)).toEqual(before);
    },
  );

  it('tells nothing to those who may not delete it', async () => {
    const { items, refusals } = await plan('ann');

    expect(items).toEqual([]);
    expect(refusals).toMatchObject([{ reason: 'not-member', about: ['shop'] }]);
  });

  it('says which cluster is silent that may have something, and since when', async () => {
    knowsRights('shop-dev');
    silence('east');
    const { items } = await plan();

    expect(items.filter(({ found }) => found === 'unknown')).toMatchObject([
      {
        part: 'deployment',
        where: 'east',
        silentSince: '2026-01-02T03:04:05.000Z',
      },
    ]);
  });

  it('says that nothing was in a silent cluster when it was heard last, and asks for an explicit yes', async () => {
    const west = scene.kube.reader.addCluster('west');
    const labels = {
      'pilothouse.dev/tenant': 'shop',
      'pilothouse.dev/environment': 'prod',
    };
    west.put('namespaces', { metadata: { name: 'shop-live', labels } });
    silence('west');
    const { items } = await plan();

    expect(items.filter(({ found }) => found === 'unknown')).toMatchObject([
      { where: 'west', lastSeen: 'nothing' },
    ]);
    await expect(check(scene)).rejects.toThrow(
      /^west could not be looked at: .*since 2026.* nothing of checkout was there.*say so in the form/,
    );
    await expect(
      scene.run('pilothouse:deletion:check', {
        entityRef,
        confirm: 'checkout',
        unheard: true,
      }),
    ).resolves.toMatchObject({ name: 'checkout' });
    await remove(scene, ['deployment'], 'lin', true);
  });

  it('deletes nothing when a cluster falls silent after the check, unless that was agreed to', async () => {
    await check(scene);
    scene.kube.reader.addCluster('west').put('namespaces', {
      metadata: {
        name: 'shop-live',
        labels: {
          'pilothouse.dev/tenant': 'shop',
          'pilothouse.dev/environment': 'prod',
        },
      },
    });
    silence('west');
    const before = await made();

    await expect(remove(scene, ['deployment'])).rejects.toThrow(
      /^west could not be looked at: .*say so in the form/,
    );
    await expect(made()).resolves.toEqual(before);
  });

  it('says what could not be looked at', async () => {
    jest.spyOn(scene.images, 'has').mockRejectedValue(new Error('It is down'));
    const { items } = await plan();

    expect(items.filter(({ found }) => found === 'unknown')).toMatchObject([
      { part: 'images', because: 'It is down' },
    ]);
  });
});
