import { checkout, Scene } from '../__testUtils__/Scene';
import { image, steps, traces } from '../__testUtils__/steps';

const task = 'task-1';

const robotAccount = 'robot account robot$shop+pilothouse-push';

let scene: Scene;
let before: string[];

beforeEach(async () => {
  scene = await Scene.open();
  before = await traces(scene);
});

afterEach(() => scene.close());

async function runUpTo(count: number): Promise<void> {
  for (const step of steps.slice(0, count)) {
    await step.run(scene, task);
  }
}

const afterEachStep = steps.map((step, i) => ({
  title: step.title,
  count: i + 1,
}));

it('makes a service by all steps', async () => {
  await runUpTo(steps.length);

  expect(await traces(scene)).toEqual(
    expect.arrayContaining([
      'component:default/checkout',
      'credential',
      'images shop/checkout',
      'job shop',
      'job shop/checkout',
      'project shop',
      'reader shop',
      'repository shop/checkout',
      robotAccount,
    ]),
  );
});

describe('a run leaves nothing behind', () => {
  it.each(afterEachStep)(
    'when it fails after $title and undoes by a step',
    async ({ count }) => {
      await runUpTo(count);

      const { left } = await scene.run('pilothouse:undo', {}, { task });

      expect(left).toEqual([]);
      expect(await traces(scene)).toEqual(before);
    },
  );

  it.each(afterEachStep)(
    'when it fails after $title without such a step',
    async ({ count }) => {
      await runUpTo(count);
      scene.fates.set(task, 'failed');

      await scene.loop.run();

      expect(await traces(scene)).toEqual(before);
    },
  );

  it.each(['failed', 'cancelled'] as const)(
    'and is undone when the backend has been away while it %s',
    async fate => {
      await runUpTo(steps.length);
      scene.fates.set(task, fate);

      scene.startAgain();
      await scene.loop.run();

      expect(await traces(scene)).toEqual(before);
    },
  );

  it.each([0, 1, 2, 3])(
    'when the cluster refuses the change number %i of deploy rights',
    async allowed => {
      await runUpTo(2);
      let count = 0;
      scene.kube.gate = ({ verb }) => {
        if (verb !== 'delete' && count++ === allowed)
          throw new Error('refused');
      };

      await expect(steps[2].run(scene, task)).rejects.toThrow('refused');
      await scene.run('pilothouse:undo', {}, { task });

      expect(await traces(scene)).toEqual(before);
    },
  );

  it.each(['putCredential', 'ensureMultibranchJob'] as const)(
    'when the CI server fails at %s',
    async method => {
      await runUpTo(3);
      jest.spyOn(scene.ci, method).mockRejectedValue(new Error('refused'));

      await expect(steps[3].run(scene, task)).rejects.toThrow('refused');
      await scene.run('pilothouse:undo', {}, { task });

      expect(await traces(scene)).toEqual(before);
    },
  );

  it.each(['ensure', 'forget'])(
    'when the git server fails at %s of the account that reads',
    async method => {
      await runUpTo(3);
      scene.git.readers!.gate = what => {
        if (what === method) throw new Error('full');
      };

      await expect(steps[3].run(scene, task)).rejects.toThrow('full');
      await scene.run('pilothouse:undo', {}, { task });

      expect(await traces(scene)).toEqual(before);
    },
  );

  it.each(['ensureProject', 'ensureRobot'] as const)(
    'when the registry fails at %s',
    async method => {
      await runUpTo(3);
      jest.spyOn(scene.projects, method).mockRejectedValue(new Error('full'));

      await expect(steps[3].run(scene, task)).rejects.toThrow('full');
      await scene.run('pilothouse:undo', {}, { task });

      expect(await traces(scene)).toEqual(before);
    },
  );

  it('in a project that was there: its new robot account goes', async () => {
    await scene.projects.ensureProject('shop');
    const withProject = await traces(scene);
    await runUpTo(steps.length);
    expect(await traces(scene)).toContain(robotAccount);

    await scene.run('pilothouse:undo', {}, { task });

    expect(await traces(scene)).toEqual(withProject);
  });
});

describe('what is not the run’s stays', () => {
  it('keeps everything of a run that went well, and forgets that it was its', async () => {
    await runUpTo(steps.length);
    const made = await traces(scene);
    scene.fates.set(task, 'completed');

    await scene.loop.run();
    scene.fates.set(task, 'failed');
    await scene.loop.run();

    expect(await traces(scene)).toEqual(
      made.filter(trace => !trace.startsWith('claims')),
    );
  });

  it('removes nothing of a run that is under way, or that nobody remembers', async () => {
    await runUpTo(steps.length);
    const made = await traces(scene);

    await scene.loop.run();
    expect(await traces(scene)).toEqual(made);

    scene.fates.set(task, 'gone');
    await scene.loop.run();
    expect(await traces(scene)).toEqual(
      made.filter(trace => !trace.startsWith('claims')),
    );
  });

  it('keeps a folder that was there, and what its other jobs push by now', async () => {
    await scene.ci.ensureFolder({ fullName: 'shop' });
    await runUpTo(4);
    await scene.run('pilothouse:undo', {}, { task });

    expect(await traces(scene)).toEqual([
      'job shop',
      'project shop',
      'reader shop',
      robotAccount,
    ]);
  });

  it('keeps a robot account that was there', async () => {
    await scene.projects.ensureProject('shop');
    const robot = { project: 'shop', name: 'pilothouse-push' };
    const order = {
      ...robot,
      may: 'push-and-pull',
      secret: 'Secret-1',
    } as const;
    await scene.projects.ensureRobot(order);
    const there = await traces(scene);
    await runUpTo(steps.length);
    await scene.run('pilothouse:undo', {}, { task });

    expect(await traces(scene)).toEqual(there);
  });

  it('keeps an account that reads repositories and was there', async () => {
    await scene.git.readers?.ensure('shop', 'earlier');
    const there = await traces(scene);
    await runUpTo(steps.length);
    await scene.run('pilothouse:undo', {}, { task });

    expect(await traces(scene)).toEqual(there);
  });

  it('keeps a new project that holds other images by now', async () => {
    await runUpTo(steps.length);
    scene.projects.push('shop/by-hand', image);
    const { left } = await scene.run('pilothouse:undo', {}, { task });

    expect(left).toEqual([]);
    expect(await traces(scene)).toEqual(['project shop']);
  });

  it('keeps a new folder that has the job of another service', async () => {
    await runUpTo(4);
    scene.ci.addPipeline('shop/other');
    await scene.run('pilothouse:undo', {}, { task });

    expect(await scene.ci.findJob('shop/other')).toBeDefined();
    expect(await scene.ci.findJob('shop/checkout')).toBeUndefined();
    expect(await traces(scene)).toEqual(
      expect.arrayContaining(['project shop', 'reader shop', robotAccount]),
    );
  });

  it('keeps the project and the robot account while another run is about to use them', async () => {
    await runUpTo(4);
    const repoUrl = checkout.repoUrl.replace('checkout', 'cart');
    const cart = { ...checkout, name: 'cart', repoUrl };
    await scene.run('pilothouse:name:check', cart, { task: 'another' });
    await scene.run('pilothouse:undo', {}, { task });

    expect(await traces(scene)).toEqual([
      'claims of another',
      'job shop',
      'project shop',
      'reader shop',
      robotAccount,
    ]);
  });

  it('keeps a new folder in which another run is about to make a job', async () => {
    await runUpTo(4);
    const input = { name: 'other', owner: 'shop', environments: ['dev'] };
    await scene.run('pilothouse:deploy-rights:ensure', input, {
      task: 'another',
    });
    await scene.run('pilothouse:undo', {}, { task });

    expect(
      scene.ci.credential('shop', 'pilothouse-deploy.other.dev'),
    ).toBeDefined();
    expect(await scene.ci.findJob('shop')).toBeDefined();
  });

  const own = { by: 'portal' };
  it.each([
    ['a second commit', { branches: { main: [own, own] } }, 'further commits'],
    [
      'a commit in place of the first',
      { branches: { main: [{ by: 'lin' }] } },
      'lin did something',
    ],
    [
      'another branch',
      { branches: { main: [own], idea: [own] } },
      'several branches',
    ],
    ['an issue', { issues: ['portal'] }, 'issues or pull requests'],
  ])('keeps a repository with %s, and says so', async (_, work, words) => {
    await runUpTo(3);
    scene.git.put({ owner: 'shop', name: 'checkout' }, work);

    const { left } = await scene.run('pilothouse:undo', {}, { task });

    expect(left).toEqual([
      expect.objectContaining({
        what: expect.stringContaining('repository shop/checkout'),
        because: expect.stringContaining(words),
      }),
    ]);
    expect([...scene.git.repositories.keys()]).toEqual(['shop/checkout']);
  });

  it('removes a repository in which there is nothing at all yet', async () => {
    await runUpTo(1);
    scene.git.put({ owner: 'shop', name: 'checkout' }, { branches: {} });

    await scene.run('pilothouse:undo', {}, { task });

    expect(await traces(scene)).toEqual(before);
  });

  it('keeps a repository that is older than the run', async () => {
    await runUpTo(1);
    scene.git.put(
      { owner: 'shop', name: 'checkout' },
      { createdAt: new Date(0) },
    );

    const { left } = await scene.run('pilothouse:undo', {}, { task });

    expect(left).toEqual([
      expect.objectContaining({ because: expect.stringContaining('older') }),
    ]);
  });

  it('keeps rights that were there before, when a step had only renewed them', async () => {
    const input = { name: 'old', owner: 'shop', environments: ['dev'] };
    const action = 'pilothouse:deploy-rights:ensure';
    await scene.run(action, input, { task: 'earlier' });
    scene.fates.set('earlier', 'completed');
    await scene.loop.run();
    const made = await traces(scene);

    await scene.run(action, input, { task });
    await scene.run('pilothouse:undo', {}, { task });

    expect(await traces(scene)).toEqual(made);
  });
});
