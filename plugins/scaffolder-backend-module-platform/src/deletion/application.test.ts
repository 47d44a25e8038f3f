import { mockCredentials } from '@backstage/backend-test-utils';
import { host, Scene } from '../__testUtils__/Scene';
import { Deletions } from './Deletions';

const entityRef = 'system:default/tea-shop';
const repository = { owner: 'shop', name: 'tea-shop' };
const target = `https://${host}/shop/tea-shop/src/branch/main/catalog-info.yaml`;
const annotations = {
  'backstage.io/managed-by-origin-location': `url:${target}`,
};

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
  scene.git.put(repository);
  scene.catalog.locations.set('id', target);
  scene.catalog.put('System', 'tea-shop', { annotations });
});

afterEach(() => scene.close());

const plan = () =>
  new Deletions(scene.surroundings).plan(entityRef, {
    credentials: mockCredentials.user('user:default/lin'),
    maker: { taskId: 'deletion', userEntityRef: 'user:default/lin' },
  });
const run = (step: string, input: object = {}, who = 'lin') =>
  scene.run(
    `pilothouse:deletion:${step}`,
    { entityRef, ...input },
    { task: 'deletion', who },
  );
const check = (who?: string) => run('check', { confirm: 'tea-shop' }, who);

it('tells what goes with an application, and that namespaces stay', async () => {
  const { items, refusals } = await plan();

  expect(refusals).toEqual([]);
  expect(items.map(({ part, name, found }) => [part, name, found])).toEqual([
    ['repository', 'shop/tea-shop', 'there'],
    ['catalog', entityRef, 'there'],
    ['namespace', 'shop-dev', 'kept'],
    ['namespace', 'shop-prod', 'kept'],
  ]);
});

it('goes as a whole, and says what stays', async () => {
  const { name, owner, host: at } = await check();
  await run('remove', { parts: ['repository'] });
  const { markdown, markdownZh } = await scene.run(
    'pilothouse:deletion:verify',
    { kind: 'application', name, owner, host: at, namespaces: [] } as never,
    { task: 'deletion' },
  );
  await run('remove', { parts: ['catalog'] });

  expect(scene.git.repositories.size).toBe(0);
  expect(scene.catalog.entities.has(entityRef)).toBe(false);
  expect(markdown).toMatch(
    /^These are gone:\n\n- the repository shop\/tea-shop [^]*These stay[^]*- the namespace shop-dev of the cluster east/,
  );
  expect(markdownZh).toMatch(/^以下内容均已删除：[^]*予以保留：[^]*shop-dev/);
  expect(scene.kube.deeds).toEqual([]);
});

it('is told to be left over while its repository is there', async () => {
  const checked = await check();

  await expect(
    scene.run(
      'pilothouse:deletion:verify',
      { ...checked, kind: 'application' } as never,
      { task: 'deletion' },
    ),
  ).rejects.toThrow('Left of tea-shop: the repository shop/tea-shop');
});

describe('while something is a part of it', () => {
  beforeEach(() => {
    scene.catalog.put('System', 'tea-shop', {
      annotations,
      relations: [
        { type: 'hasPart', targetRef: 'component:default/web' },
        { type: 'hasPart', targetRef: 'resource:default/hidden' },
      ],
    });
    scene.catalog.put('Component', 'web', {});
  });

  it('stays, with what the person sees of that told', async () => {
    const { refusals } = await plan();
    expect(refusals.map(({ about, reason }) => [reason, about])).toEqual([
      ['has-parts', ['component:default/web']],
      ['has-unseen-parts', ['tea-shop']],
    ]);
    expect(JSON.stringify(refusals)).not.toContain('hidden');
  });

  it('is not deleted step by step either', async () => {
    await expect(check()).rejects.toThrow('component:default/web');
    await expect(run('remove', { parts: ['repository'] })).rejects.toThrow(
      'Delete them first',
    );
    expect(scene.git.repositories.size).toBe(1);
  });
});

it('is refused to who does not belong to the team', async () => {
  await expect(check('ann')).rejects.toThrow('not a member of shop');
});

it.each(['check', 'remove'])(
  'is refused by %s where a service is to be deleted',
  async step => {
    await expect(
      run(step, {
        kind: 'service',
        confirm: 'tea-shop',
        parts: ['repository'],
      }),
    ).rejects.toThrow(
      'system:default/tea-shop is of the kind application, and only what is of the kind service is deleted here',
    );
    expect(scene.git.repositories.size).toBe(1);
  },
);
