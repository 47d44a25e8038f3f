import { checkout, Scene } from '../__testUtils__/Scene';
import { traces } from '../__testUtils__/steps';
import type { TaskFate } from './fate';

let scene: Scene;
let before: string[];

beforeEach(async () => {
  scene = await Scene.open();
  before = await traces(scene);
});

afterEach(async () => {
  jest.restoreAllMocks();
  await scene.close();
});

const tasks = ['first', 'second'] as const;
type Task = (typeof tasks)[number];

/** Runs a step for a service of the same team that is called as the run. */
const step = (task: Task, action: string) =>
  scene.run(
    `pilothouse:${action}`,
    {
      ...checkout,
      name: task,
      repoUrl: checkout.repoUrl.replace('checkout', task),
    },
    { task },
  );

async function create(task: Task): Promise<void> {
  await step(task, 'name:check');
  await step(task, 'deploy-rights:ensure');
  await step(task, 'ci-job:ensure');
}

const undo = (task: Task) => scene.run('pilothouse:undo', {}, { task });

/** Ends runs, and lets the portal look after them until it has nothing left to do. */
async function end(fates: Partial<Record<Task, TaskFate>>): Promise<void> {
  Object.entries(fates).forEach(([task, fate]) => scene.fates.set(task, fate));
  for (const _ of tasks) {
    await scene.loop.run();
    scene.now += 60_000;
  }
}

const failed = { first: 'failed', second: 'failed' } as const;

describe('two runs of a new team that fail leave nothing behind', () => {
  it.each([
    ['the one that began', ['first', 'second']],
    ['the one that joined', ['second', 'first']],
  ] as const)('one after the other: first %s', async (_, [early, late]) => {
    for (const task of tasks) await create(task);

    await undo(early);
    await end({ [early]: 'failed' });
    expect(await scene.ci.findJob(`shop/${late}`)).toBeDefined();
    await undo(late);
    await end({ [late]: 'failed' });

    expect(await traces(scene)).toEqual(before);
  });

  it('that have made the team’s at the same moment', async () => {
    await Promise.all(tasks.map(create));

    await Promise.all(tasks.map(undo));
    await end(failed);

    expect(await traces(scene)).toEqual(before);
  });

  it('of which one had made the team’s, at the same moment', async () => {
    for (const task of tasks) await create(task);

    await Promise.all(tasks.map(undo));
    await end(failed);

    expect(await traces(scene)).toEqual(before);
  });

  it('without a step that undoes', async () => {
    for (const task of tasks) await create(task);

    await end(failed);

    expect(await traces(scene)).toEqual(before);
  });

  it('of which the second had only taken its name', async () => {
    await create('first');
    await step('second', 'name:check');

    await undo('first');
    await end({ first: 'failed' });
    await end({ second: 'failed' });

    expect(await traces(scene)).toEqual(before);
  });

  it('of which the job of the second can only be removed later', async () => {
    for (const task of tasks) await create(task);
    const remove = scene.ci.deleteJob.bind(scene.ci);
    const busy = jest
      .spyOn(scene.ci, 'deleteJob')
      .mockImplementation(async name => {
        if (name === 'shop/second') throw new Error('It is busy');
        return remove(name);
      });

    await end(failed);
    expect(await scene.ci.findJob('shop/second')).toBeDefined();
    expect(await scene.claims.tasks()).toEqual(['second']);
    busy.mockRestore();
    await end({});

    expect(await traces(scene)).toEqual(before);
  });
});

it('leaves what is the team’s to the one of two runs that ends well', async () => {
  for (const task of tasks) await create(task);

  await undo('first');
  await end({ first: 'failed' });
  await end({ second: 'completed' });

  expect(await scene.ci.findJob('shop/second')).toBeDefined();
  expect(await scene.claims.tasks()).toEqual([]);
  expect([...scene.projects.robots.keys()]).toEqual([
    'robot$shop+pilothouse-push',
  ]);
});
