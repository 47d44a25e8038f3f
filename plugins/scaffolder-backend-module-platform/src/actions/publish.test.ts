import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { checkout, host, Scene } from '../__testUtils__/Scene';

const { repoUrl } = checkout;
const repository = { owner: 'shop', name: 'checkout' };
const root = `https://${host}/shop/checkout/src/branch/main/`;
const target = `${root}catalog-info.yaml`;
const published = {
  remoteUrl: `https://${host}/shop/checkout.git`,
  repoContentsUrl: root,
  commitHash: 'main-1',
};

const workspace = createMockDirectory();
let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
  workspace.setContent({ 'README.md': '# checkout', '.git': { HEAD: 'x' } });
});

afterEach(() => scene.close());

const publish = (how = {}) =>
  scene.run(
    'pilothouse:repository:publish',
    { repoUrl },
    { workspacePath: workspace.path, ...how },
  );
const register = (task = 'task-1') =>
  scene.run('pilothouse:catalog:register', { repoContentsUrl: root }, { task });
const claim = () => scene.run('pilothouse:name:check', checkout);

/** Breaks off at one moment, as a backend does that is killed. */
function killAt(moment: string): (what: string) => void {
  return what => {
    if (what === moment) throw new Error('killed');
  };
}

it('publishes the files as the first commit', async () => {
  await claim();

  await expect(publish()).resolves.toEqual(published);
  expect(existsSync(join(workspace.path, '.git'))).toBe(false);
});

it.each(['find', 'head', 'create', 'created', 'push', 'pushed'])(
  'goes on with a repository after it was killed at: %s',
  async moment => {
    if (moment !== 'find') await claim();
    scene.git.gate = killAt(moment);
    await expect(publish()).rejects.toThrow('killed');

    scene.git.gate = () => {};
    scene.startAgain();

    await expect(publish()).resolves.toEqual(published);
    await expect(scene.git.contents(repository)).resolves.toMatchObject({
      branches: ['main'],
      commits: 1,
    });
  },
);

it.each([
  ['that was there before', 'task-1'],
  ['of another run', 'task-2'],
])('takes no repository %s', async (_, task) => {
  if (task === 'task-1') scene.git.put(repository);
  else await publish();

  await expect(publish({ task })).rejects.toThrow(
    /this run has not made|at this moment/,
  );
});

it('makes no repository for those who do not belong to the team', async () => {
  await expect(publish({ who: 'ann' })).rejects.toThrow('not a member of shop');
  expect(scene.git.repositories.size).toBe(0);
});

it.each(['added', 'tried'])(
  'goes on with a registration after it was killed when it was %s',
  async moment => {
    await claim();
    scene.catalog.gate = killAt(moment);
    await expect(register()).rejects.toThrow('killed');

    scene.catalog.gate = () => {};
    scene.startAgain();

    await expect(register()).resolves.toEqual({
      entityRef: 'component:default/checkout',
      catalogInfoUrl: target,
    });
    expect([...scene.catalog.locations.values()]).toEqual([target]);
  },
);

it('registers nothing that somebody else has registered', async () => {
  scene.catalog.register(target, 'checkout');

  await expect(register()).rejects.toThrow('already exists');
});
