import type { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import express from 'express';
import { Scene } from '../__testUtils__/Scene';
import { steps } from '../__testUtils__/steps';
import { undoRouter } from './router';

const task = 'task-1';
let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
});

afterEach(() => scene.close());

interface Event {
  readonly type: 'log' | 'cancelled' | 'completion' | 'recovered';
  readonly body: { readonly stepId?: string; readonly status?: string };
}

/** Asks as lin for a task of which the scaffolder says this. */
async function ask(
  getTask: () => Promise<{ status: string }>,
  events: readonly Event[] = [],
) {
  const asked = jest.fn(getTask as () => Promise<never>);
  const app = express().use(
    undoRouter({
      claims: scene.claims,
      failures: scene.failures,
      httpAuth: mockServices.httpAuth(),
      records: scene.records,
      scaffolder: { getLogs: async () => events as never, getTask: asked },
    }),
  );
  app.use(
    (
      { name, message }: Error,
      _req: express.Request,
      res: express.Response,
      _next: express.NextFunction,
    ) => void res.status(400).json({ name, message }),
  );
  const server = app.listen(0);
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(
      `http://localhost:${port}/pilothouse/tasks/${task}/undo`,
      {
        headers: {
          Authorization: mockCredentials.user.header('user:default/lin'),
        },
      },
    );
    return { told: await response.json(), asked };
  } finally {
    server.closeAllConnections();
    await new Promise(closed => server.close(closed));
  }
}

it('tells how far a task is undone, from its end until nothing is left', async () => {
  for (const step of steps) await step.run(scene, task);
  const cancelled = async () => ({ status: 'cancelled' });
  const rights = {
    kind: 'rights',
    name: 'checkout',
    where: 'east/shop-dev',
  };
  expect((await ask(async () => ({ status: 'processing' }))).told).toEqual({
    state: 'not-ended',
  });
  expect((await ask(cancelled)).told).toEqual({
    state: 'under-way',
    ended: 'cancelled',
    removed: [],
  });

  scene.git.gate = what => {
    if (what === 'remove') throw new Error('the git server is down');
  };
  scene.fates.set(task, 'cancelled');
  await scene.loop.run();
  expect((await ask(cancelled)).told).toMatchObject({
    state: 'left',
    service: 'checkout',
    removed: expect.arrayContaining([rights]),
    left: [
      {
        kind: 'repository',
        name: 'shop/checkout',
        where: 'git.example.com',
        because: 'the git server is down',
      },
    ],
  });

  scene.git.gate = () => {};
  scene.now += 60_000;
  await scene.loop.run();
  expect((await ask(cancelled)).told).toMatchObject({
    state: 'done',
    service: 'checkout',
    removed: expect.arrayContaining([
      rights,
      expect.objectContaining({ kind: 'repository' }),
    ]),
  });
});

it('tells of a failed task how its pipeline went wrong, also when that is undone', async () => {
  for (const step of steps) await step.run(scene, task);
  const job = 'shop/checkout/main';
  scene.ci.put({
    job,
    number: 1,
    state: 'failed',
    stages: [{ id: '1', name: 'Unit tests', state: 'failed' }],
    failedTests: [{ name: 'adds up', message: 'expected 4 to be 5' }],
  });
  const wait = { jobFullName: 'shop/checkout' };
  await expect(
    scene.run('pilothouse:pipeline:wait', wait, { task }),
  ).rejects.toThrow('adds up');
  scene.fates.set(task, 'failed');
  await scene.loop.run();

  const { told } = await ask(async () => ({ status: 'failed' }));

  expect(told).toMatchObject({
    state: 'done',
    pipeline: {
      job,
      number: 1,
      state: 'failed',
      stages: [{ name: 'Unit tests' }],
      failedTests: [{ name: 'adds up', message: 'expected 4 to be 5' }],
      failedTestsCut: false,
    },
  });
  expect(
    (await ask(async () => ({ status: 'cancelled' }))).told,
  ).not.toHaveProperty('pipeline');
});

const log = (status: string): Event => ({
  type: 'log',
  body: { stepId: 'wait', status },
});
const cancel: Event = { type: 'cancelled', body: { status: 'cancelled' } };
const recovered: Event = { type: 'recovered', body: {} };
const completion: Event = { type: 'completion', body: { status: 'failed' } };

it.each<[string, readonly Event[], string]>([
  ['a step failed', [log('processing'), log('failed'), completion], 'failed'],
  [
    'it was cancelled, for which its step gave up',
    [log('processing'), cancel, log('failed'), completion],
    'cancelled',
  ],
  [
    'it was cancelled while it was undone',
    [log('failed'), log('processing'), cancel, completion],
    'failed',
  ],
  [
    'it was cancelled when it was started again after a step had failed',
    [log('failed'), recovered, log('processing'), cancel, completion],
    'cancelled',
  ],
])(
  'tells of a task that counts as failed that %s',
  async (_, events, ended) => {
    const { told } = await ask(async () => ({ status: 'failed' }), events);

    expect(told).toEqual({ state: 'nothing-to-undo', ended });
  },
);

it('forgets how a pipeline went wrong whose task is started again', async () => {
  for (const step of steps) await step.run(scene, task);
  const wait = { jobFullName: 'shop/checkout' };
  const run = { job: 'shop/checkout/main', number: 1 };
  scene.ci.put({ ...run, state: 'failed' });
  await expect(
    scene.run('pilothouse:pipeline:wait', wait, { task }),
  ).rejects.toThrow('ended as failed');
  scene.ci.put({ ...run, state: 'succeeded' });

  await scene.run('pilothouse:pipeline:wait', wait, { task });

  expect(await scene.failures.find(task)).toBeUndefined();
});

it('asks for the task as the person', async () => {
  const { asked } = await ask(async () => ({ status: 'completed' }));

  expect(asked).toHaveBeenCalledWith(
    { taskId: task },
    {
      credentials: expect.objectContaining({
        principal: { type: 'user', userEntityRef: 'user:default/lin' },
      }),
    },
  );
});

const answered = (statusCode: number) =>
  Object.assign(new Error('by the scaffolder'), { statusCode });
const noTask = {
  name: 'NotFoundError',
  message: `Task with id ${task} does not exist`,
};

it.each<[string, Error, object]>([
  ['there is none', answered(404), noTask],
  ['there is none', new NotFoundError('none'), noTask],
  ['it is somebody else’s', answered(403), noTask],
  ['it is somebody else’s', new NotAllowedError(), noTask],
  [
    'the scaffolder fails',
    answered(500),
    { name: 'Error', message: 'by the scaffolder' },
  ],
])('tells nothing of a task when %s', async (_, error, expected) => {
  for (const step of steps) await step.run(scene, task);

  const { told } = await ask(async () => {
    throw error;
  });

  expect(told).toEqual(expected);
});

it('forgets how far a task was undone that was started again and ended well', async () => {
  for (const fate of ['failed', 'completed'] as const) {
    for (const step of steps) await step.run(scene, task);
    scene.fates.set(task, fate);
    await scene.loop.run();
  }

  expect(await scene.records.find(task)).toBeUndefined();
});

it('forgets how a task ended that is undone, once it is deleted', async () => {
  for (const step of steps) await step.run(scene, task);
  scene.ci.put({ job: 'shop/checkout/main', number: 1, state: 'failed' });
  const wait = { jobFullName: 'shop/checkout' };
  await expect(
    scene.run('pilothouse:pipeline:wait', wait, { task }),
  ).rejects.toThrow('ended as failed');
  const known = async () => [
    await scene.failures.find(task),
    await scene.records.find(task),
  ];
  const aDay = 24 * 60 * 60_000;

  scene.fates.set(task, 'failed');
  for (scene.now of [0, aDay]) await scene.loop.run();
  expect(await scene.claims.ofTask(task)).toEqual([]);
  expect(await known()).not.toContain(undefined);

  scene.fates.set(task, 'gone');
  scene.now = 2 * aDay;
  await scene.loop.run();
  expect(await known()).toEqual([undefined, undefined]);
});
