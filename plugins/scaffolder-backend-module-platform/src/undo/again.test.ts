import { checkout, Scene } from '../__testUtils__/Scene';
import { deploy, steps, traces } from '../__testUtils__/steps';

const task = 'task-1';

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

describe('what could not be undone', () => {
  it('is told, tried again, not told again, and done in the end', async () => {
    await runUpTo(steps.length);
    scene.git.gate = what => {
      if (what === 'remove') throw new Error('the git server is down');
    };
    scene.fates.set(task, 'failed');

    await scene.loop.run();
    for (const _ of ['once', 'twice']) {
      scene.now += 60_000;
      await scene.loop.run();
    }

    expect(scene.told.map(({ report }) => report.left)).toEqual([
      [expect.objectContaining({ because: 'the git server is down' })],
      [expect.objectContaining({ because: 'the git server is down' })],
    ]);
    expect(await traces(scene)).toEqual([
      `claims of ${task}`,
      'repository shop/checkout',
    ]);

    scene.git.gate = () => {};
    scene.now += 60_000;
    await scene.loop.run();
    expect(await traces(scene)).toEqual(before);
  });

  it('does not hold up the rest', async () => {
    await runUpTo(steps.length);
    jest
      .spyOn(scene.ci, 'deleteJob')
      .mockRejectedValueOnce(new Error('the CI server is down'));

    const { left } = await scene.run('pilothouse:undo', {}, { task });
    expect(left).toHaveLength(1);
    expect([...scene.git.repositories.keys()]).toEqual([]);

    // The pipeline was still at work.
    deploy(scene);
    scene.fates.set(task, 'failed');
    await scene.loop.run();
    expect(await traces(scene)).toEqual(before);
  });

  const accounts = 'east /api/v1/namespaces/shop-dev/serviceaccounts';
  it.each([
    [
      'the job',
      () => {
        jest
          .spyOn(scene.ci, 'deleteJob')
          .mockRejectedValue(new Error('the CI server is down'));
      },
      ['repository', 'registration', 'rights'],
    ],
    [
      'what is deployed',
      () => {
        scene.kube.gate = ({ path }) => {
          if (path.includes('/deployments/')) throw new Error('refused');
        };
      },
      ['repository', 'registration', 'images', 'rights'],
    ],
  ] as const)(
    'does not take what is made by hand meanwhile: %s',
    async (_, refuse: () => void, made) => {
      const byHand = {
        repository: () => scene.git.put({ owner: 'shop', name: 'checkout' }),
        registration: () =>
          scene.catalog.register(
            'https://git.example.com/shop/checkout/x',
            'checkout',
          ),
        images: () => scene.images.repositories.add('shop/checkout'),
        rights: () =>
          scene.kube.objects.set(`${accounts}/deployer-checkout`, {}),
      };
      await runUpTo(steps.length);
      refuse();
      scene.fates.set(task, 'failed');
      await scene.loop.run();
      const remains = await traces(scene);

      for (const kind of made) byHand[kind]();
      const all = await traces(scene);
      expect(all.length).toBeGreaterThan(remains.length);
      scene.now += 60_000;
      await scene.loop.run();

      expect(await traces(scene)).toEqual(all);
      expect(remains).toContain(`claims of ${task}`);
    },
  );

  it('keeps its name for the run until it is done', async () => {
    await runUpTo(steps.length);
    jest
      .spyOn(scene.ci, 'deleteJob')
      .mockRejectedValue(new Error('the CI server is down'));
    await scene.run('pilothouse:undo', {}, { task });

    await expect(
      scene.run('pilothouse:name:check', checkout, { task: 'another' }),
    ).rejects.toThrow(`Another run (${task}`);
  });
});
