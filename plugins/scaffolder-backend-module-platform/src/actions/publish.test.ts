import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthenticationError } from '@backstage/errors';
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
const register = (repoContentsUrl = root) =>
  scene.run('pilothouse:catalog:register', { repoContentsUrl });
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

it('pushes for two runs at once, and for another when one of these is done', async () => {
  const ends: (() => void)[] = [];
  const push = scene.git.push.bind(scene.git);
  jest.spyOn(scene.git, 'push').mockImplementation(async (...given) => {
    await new Promise<void>(resolve => ends.push(resolve));
    return push(...given);
  });
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise(resolve => setImmediate(resolve));
  };
  const all = ['a', 'b', 'c'].map(name =>
    scene.run(
      'pilothouse:repository:publish',
      { repoUrl: `${host}?owner=shop&repo=${name}` },
      { task: name, workspacePath: workspace.path },
    ),
  );
  await until(() => scene.git.repositories.size === 3 && ends.length >= 2);
  expect(ends).toHaveLength(2);
  ends[0]();
  await Promise.race(all);
  await until(() => ends.length === 3);
  ends.slice(1).forEach(end => end());
  await Promise.all(all);
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

it.each<[string, Parameters<Scene['git']['put']>[1]]>([
  [
    'with a commit of theirs',
    { by: 'ann', branches: { main: [{ by: 'ann' }] } },
  ],
  ['without a commit', { by: 'ann', branches: {} }],
  ['with a commit of the portal', { branches: { main: [{ by: 'portal' }] } }],
])(
  'leaves alone what somebody makes after the name was claimed: %s',
  async (_, how) => {
    await claim();
    scene.git.put(repository, how);
    const before = structuredClone(scene.git.repositories.get('shop/checkout'));

    await expect(publish()).rejects.toThrow(/this run has not made/);
    await scene.surroundings.undoing.undo('task-1');
    expect(scene.git.repositories.get('shop/checkout')).toEqual(before);
  },
);

it('goes on after a push to what it has published', async () => {
  await claim();
  scene.git.gate = killAt('pushed');
  await expect(publish()).rejects.toThrow('killed');

  scene.git.gate = () => {};
  await scene.git.push(repository, {
    branch: 'main',
    message: 'Mend',
  } as never);

  await expect(publish()).resolves.toMatchObject({ commitHash: 'main-2' });
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

describe('with a token that has expired', () => {
  const auth = mockServices.auth();

  beforeEach(() => {
    scene.catalog.admit = credentials => {
      if (auth.isPrincipal(credentials, 'user')) {
        throw new AuthenticationError('The token has expired');
      }
    };
  });

  it('registers what the run has claimed', async () => {
    await claim();
    await expect(register()).resolves.toMatchObject({
      entityRef: 'component:default/checkout',
    });
  });

  it.each([
    ['the run has claimed nothing', root, false],
    [
      'another repository than that claimed',
      `https://${host}/shop/checkout-till/src/branch/main/`,
      true,
    ],
  ])('registers nothing else: %s', async (_, url, isClaimed) => {
    if (isClaimed) await claim();
    await expect(register(url)).rejects.toThrow('The token has expired');
    expect(scene.catalog.locations.size).toBe(0);
  });
});
