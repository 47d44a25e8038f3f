import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { checkout, Scene } from '../__testUtils__/Scene';
import { deploy } from '../__testUtils__/steps';

const action = 'pilothouse:name:check';
const repository = { owner: 'shop', name: 'checkout' };

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
});

afterEach(() => scene.close());

it('tells what it has kept', async () => {
  await expect(scene.run(action, checkout)).resolves.toEqual({
    team: 'shop',
    jobFullName: 'shop/checkout',
    namespaces: [
      { environment: 'dev', cluster: 'east', namespace: 'shop-dev' },
    ],
  });
});

it.each<[string, (scene: Scene) => unknown, string]>([
  ['git', s => s.git.put(repository), 'the repository shop/checkout'],
  [
    'the catalog',
    s => s.catalog.register('https://elsewhere/x', 'checkout'),
    'the entity component:default/checkout',
  ],
  ['the CI server', s => s.ci.addPipeline('shop/checkout'), 'the job'],
  [
    'the registry',
    s => s.images.repositories.add('shop/checkout'),
    'the images shop/checkout',
  ],
  ['a namespace', s => deploy(s), 'the namespace shop-dev of the cluster east'],
  [
    'a namespace, without labels',
    s =>
      s.kube.objects.set('east /api/v1/namespaces/shop-dev/services/checkout', {
        metadata: { name: 'checkout' },
      }),
    'what is deployed as checkout',
  ],
])('refuses a name that is taken in %s', async (_, take, words) => {
  take(scene);

  await expect(scene.run(action, checkout)).rejects.toThrow(words);

  expect(await scene.claims.tasks()).toEqual([]);
});

it('refuses who could not register it, before it claims anything', async () => {
  scene.permitted = AuthorizeResult.DENY;

  await expect(scene.run(action, checkout)).rejects.toThrow(
    'You may not register anything in the catalog',
  );

  expect(await scene.claims.tasks()).toEqual([]);
});

it('names all places in which it is taken', async () => {
  scene.git.put(repository);
  scene.ci.addPipeline('shop/checkout');

  await expect(scene.run(action, checkout)).rejects.toThrow(
    /repository shop\/checkout.*; the job shop\/checkout/,
  );
});

it.each([
  [{ name: '-x' }, {}, 'cannot be part of a host name'],
  [{ name: 'Checkout' }, {}, 'cannot be part of a host name'],
  [{ name: 'x'.repeat(51) }, {}, '51 characters'],
  [{ name: 'deployer-web' }, {}, 'is reserved'],
  [{ name: 'default' }, {}, 'is reserved'],
  [{ owner: 'user:default/lin' }, {}, 'is no team'],
  [{}, { who: 'ann' }, 'not a member of shop'],
  [{ environments: ['qa'] }, {}, 'no namespace for qa'],
  [{ cluster: 'west' }, {}, 'in the cluster west'],
  [
    { repoUrl: 'git.example.com?owner=payments&repo=x' },
    {},
    'does not belong to shop',
  ],
  [{ repoUrl: 'other.example.com?owner=shop&repo=x' }, {}, 'integration'],
  [
    { repoUrl: 'git.example.com?owner=shop&repo=Checkout' },
    {},
    'is not called as the service: name it checkout',
  ],
])('refuses %j (%j)', async (input, how, words) => {
  await expect(
    scene.run(action, { ...checkout, ...input }, how),
  ).rejects.toThrow(words);

  expect(await scene.claims.tasks()).toEqual([]);
});

it('lets platform engineers make services of any team', async () => {
  scene.catalog.addPerson('ann', ['platform-engineers']);

  await expect(
    scene.run(action, checkout, { who: 'ann' }),
  ).resolves.toMatchObject({ team: 'shop' });
});

it('gives a name to one of two runs at the same moment', async () => {
  const both = await Promise.allSettled(
    ['task-1', 'task-2'].map(task => scene.run(action, checkout, { task })),
  );

  expect(both.map(({ status }) => status).sort()).toEqual([
    'fulfilled',
    'rejected',
  ]);
  expect(await scene.claims.tasks()).toHaveLength(1);
});

it('gives a name again when the run that had it has ended', async () => {
  await scene.run(action, checkout, { task: 'task-1' });
  scene.fates.set('task-1', 'failed');

  await expect(
    scene.run(action, checkout, { task: 'task-2' }),
  ).resolves.toMatchObject({ team: 'shop' });
});

it('may be repeated, also when something was made meanwhile', async () => {
  await scene.run(action, checkout);
  scene.git.put(repository);

  await expect(scene.run(action, checkout)).resolves.toMatchObject({
    team: 'shop',
  });
});

it('says when it cannot see whether a name is taken', async () => {
  scene.git.gate = () => {
    throw new Error('the git server is down');
  };

  await expect(scene.run(action, checkout)).rejects.toThrow('is down');
  expect(await scene.claims.tasks()).toEqual([]);
});

it('refuses a template whose pipeline lacks a program', async () => {
  scene.ci.setExecutors({ java: '17' });
  const annotations = { 'pilothouse.dev/executor-tools': 'java >= 21' };
  const templateInfo = {
    entityRef: 'template:default/spring',
    entity: { metadata: { name: 'spring', annotations } },
  };

  await expect(scene.run(action, checkout, { templateInfo })).rejects.toThrow(
    'have java 17, not java 21 or newer',
  );

  expect(await scene.claims.tasks()).toEqual([]);
});

it('claims nothing in a dry run', async () => {
  await scene.run(action, checkout, { isDryRun: true });

  expect(await scene.claims.tasks()).toEqual([]);
});
