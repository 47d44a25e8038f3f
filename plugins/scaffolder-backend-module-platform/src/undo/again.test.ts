import { checkout, Scene } from '../__testUtils__/Scene';
import { deploy, image, steps, traces } from '../__testUtils__/steps';

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

  it('has no pipeline deploy while its credential cannot be taken away', async () => {
    await runUpTo(steps.length);
    jest
      .spyOn(scene.ci, 'deleteCredential')
      .mockRejectedValue(new Error('the CI server is down'));

    const { left } = await scene.run('pilothouse:undo', {}, { task });
    expect(left).toEqual([
      expect.objectContaining({ because: 'the CI server is down' }),
    ]);
    const paths = [...scene.kube.objects.keys()];
    expect(paths.filter(path => path.includes('deployer-'))).toEqual([]);
  });

  it('holds up the project as long as its images are there', async () => {
    await runUpTo(steps.length);
    scene.projects.push('shop/checkout', image);
    scene.images.gate = () => {
      throw new Error('the registry is read-only');
    };
    scene.fates.set(task, 'failed');
    await scene.loop.run();
    expect(await traces(scene)).toEqual([
      `claims of ${task}`,
      'images shop/checkout',
      'project shop',
    ]);

    await scene.projects.deleteRepository('shop/checkout');
    scene.images.gate = () => {};
    scene.now += 60_000;
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
    ).rejects.toThrow('in another run at this moment');
  });
});

it('is told of a run that is started again and fails in the same way', async () => {
  for (const _ of ['once', 'again']) {
    await runUpTo(3);
    scene.fates.set(task, 'failed');
    await scene.loop.run();
    scene.fates.set(task, 'under-way');
    await scene.loop.run();
  }

  expect(scene.told).toHaveLength(2);
  expect(scene.told[1]).toEqual(scene.told[0]);
});

describe('a run whose undoing has begun', () => {
  const refused = 'was removed, or is being removed';

  it.each<[string, string, () => Promise<unknown>]>([
    [
      'killed in the middle of it',
      steps[7].title,
      async () => {
        const begun = new Promise<void>(resolve => {
          jest.spyOn(scene.ci, 'deleteJob').mockImplementationOnce(() => {
            resolve();
            return new Promise(() => {});
          });
        });
        void scene.run('pilothouse:undo', {}, { task });
        await begun;
        scene.startAgain();
      },
    ],
    [
      'and retried',
      steps[4].title,
      () => scene.run('pilothouse:undo', {}, { task }),
    ],
  ])('%s, does not go on with %s', async (_, title, undo) => {
    await runUpTo(steps.length);
    await undo();

    const step = steps.find(each => each.title === title);
    await expect(step?.run(scene, task)).rejects.toThrow(refused);
    await scene.run('pilothouse:undo', {}, { task });
    expect(await traces(scene)).toEqual(before);
  });

  it('is not started over before it is undone whole', async () => {
    await runUpTo(steps.length);
    scene.git.gate = what => {
      if (what === 'remove') throw new Error('the git server is down');
    };
    await scene.run('pilothouse:undo', {}, { task });
    await expect(runUpTo(1)).rejects.toThrow(refused);

    scene.git.gate = () => {};
    await scene.run('pilothouse:undo', {}, { task });
    await runUpTo(steps.length);
    expect([...scene.git.repositories.keys()]).toEqual(['shop/checkout']);
  });
});

describe('a run that is undone twice at once', () => {
  /** Holds up the first deletion of the job. */
  function held() {
    let goOn = () => {};
    let arrived = () => {};
    const gate = new Promise<void>(resolve => (goOn = resolve));
    const begun = new Promise<void>(resolve => (arrived = resolve));
    const remove = scene.ci.deleteJob.bind(scene.ci);
    const spy = jest
      .spyOn(scene.ci, 'deleteJob')
      .mockImplementationOnce(async name => {
        arrived();
        await gate;
        return remove(name);
      });
    return { begun, goOn: () => goOn(), spy };
  }

  it('removes each thing once, and both tell it', async () => {
    await runUpTo(steps.length);
    const { begun, goOn, spy } = held();

    const first = scene.run('pilothouse:undo', {}, { task });
    await begun;
    const second = scene.run('pilothouse:undo', {}, { task });
    goOn();

    expect(await second).toEqual(await first);
    const jobs = spy.mock.calls.map(([name]) => name);
    expect(jobs.filter(name => name === 'shop/checkout')).toHaveLength(1);
    expect(await traces(scene)).toEqual(before);
  });

  it('by two backends, takes nothing that was made by hand in between', async () => {
    await runUpTo(steps.length);
    const { begun, goOn } = held();
    const slow = scene.surroundings.undoing.undo(task);
    await begun;
    scene.startAgain();
    await scene.surroundings.undoing.undo(task);
    scene.git.put({ owner: 'shop', name: 'checkout' });
    scene.images.repositories.add('shop/checkout');
    goOn();
    await slow;

    expect(await traces(scene)).toEqual([
      'images shop/checkout',
      'repository shop/checkout',
    ]);
  });
});
