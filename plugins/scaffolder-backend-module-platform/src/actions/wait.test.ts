import { Scene } from '../__testUtils__/Scene';
import { deploy } from '../__testUtils__/steps';

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
});

afterEach(() => scene.close());

describe('pilothouse:pipeline:wait', () => {
  const action = 'pilothouse:pipeline:wait';
  const job = 'shop/checkout/main';
  const input = { jobFullName: 'shop/checkout' };

  beforeEach(async () => {
    await scene.ci.ensureFolder({ fullName: 'shop' });
    await scene.ci.ensureMultibranchJob({
      fullName: 'shop/checkout',
      sourceUrl: 'https://git.example.com/shop/checkout.git',
    });
  });

  it.each(['succeeded', 'waiting-for-input'] as const)(
    'is content with a run that has %s',
    async state => {
      scene.ci.put({ job, number: 3, state });

      await expect(scene.run(action, input)).resolves.toMatchObject({
        number: 3,
        state,
      });
    },
  );

  it('waits until a run that is under way has ended', async () => {
    scene.ci.put({ job, number: 1 });
    const runs = scene.ci.runs.bind(scene.ci);
    let looks = 0;
    jest.spyOn(scene.ci, 'runs').mockImplementation((...asked) => {
      if (++looks === 3) scene.ci.put({ job, number: 1, state: 'succeeded' });
      return runs(...asked);
    });

    await scene.run(action, input);

    expect(looks).toBe(3);
  });

  it('takes the run of the commit, not a newer one', async () => {
    const sha = 'a'.repeat(40);
    scene.ci.put({ job, number: 1, state: 'succeeded', commit: { sha } });
    scene.ci.put({
      job,
      number: 2,
      state: 'failed',
      commit: { sha: 'b'.repeat(40) },
    });

    await expect(
      scene.run(action, { ...input, commit: sha }),
    ).resolves.toMatchObject({ number: 1 });
  });

  it('takes the run of the commit, not a newer one that knows none', async () => {
    const sha = 'a'.repeat(40);
    scene.ci.put({ job, number: 1, state: 'succeeded', commit: { sha } });
    scene.ci.put({ job, number: 2, state: 'failed' });

    await expect(
      scene.run(action, { ...input, commit: sha }),
    ).resolves.toMatchObject({ number: 1 });
  });

  it('says what failed', async () => {
    scene.ci.put({
      job,
      number: 7,
      state: 'failed',
      stages: [
        { id: '1', name: 'Unit tests', state: 'failed', because: 'exit 1' },
      ],
      failedTests: [{ name: 'adds up', message: 'expected 4 to be 5' }],
    });

    await expect(scene.run(action, input)).rejects.toThrow(
      /Run 7 .*Unit tests failed: exit 1.*adds up: expected 4 to be 5/,
    );
  });

  it('tells the end of its log, which is gone when it is undone', async () => {
    const run = { job, number: 7 };
    scene.ci.put({ ...run, state: 'failed' });
    scene.ci.say(run, 'npm test\nexpected 4 to be 5\n');

    await expect(scene.run(action, input)).rejects.toThrow('ended as failed');

    expect(scene.logged.join('\n')).toContain('npm test\nexpected 4 to be 5');
  });

  it('goes on when the CI server is silent for a while', async () => {
    scene.ci.put({ job, number: 1, state: 'succeeded' });
    scene.ci.setFailure({ kind: 'unreachable' });
    const runs = scene.ci.runs.bind(scene.ci);
    let looks = 0;
    jest.spyOn(scene.ci, 'runs').mockImplementation((...asked) => {
      if (++looks === 2) scene.ci.setFailure();
      return runs(...asked);
    });

    await expect(scene.run(action, input)).resolves.toMatchObject({
      number: 1,
    });
  });

  it.each([
    ['there is no CI server', 'not-configured', 'not-configured'],
    ['the job is gone', undefined, 'There is no job shop/checkout'],
  ] as const)('gives up at once when %s', async (_, kind, words) => {
    scene.ci.setFailure(kind && { kind });
    await scene.ci.deleteJob('shop/checkout');

    await expect(scene.run(action, input)).rejects.toThrow(words);
  });

  it('gives up when the time is over, saying how far it got', async () => {
    scene.ci.put({ job, number: 1 });

    await expect(
      scene.run(action, { ...input, timeoutMinutes: 0.0001 }),
    ).rejects.toThrow(/has not ended on main.*Run 1: running/);
  });

  it('ends with its signal', async () => {
    scene.ci.put({ job, number: 1 });
    const signal = AbortSignal.timeout(20);

    await expect(scene.run(action, input, { signal })).rejects.toThrow();
  });

  it('is refused for the job of another team', async () => {
    await expect(
      scene.run(action, { jobFullName: 'payments/x' }),
    ).rejects.toThrow('not a member of payments');
  });
});

describe('pilothouse:rollout:wait', () => {
  const action = 'pilothouse:rollout:wait';
  const input = { name: 'checkout', owner: 'shop', environment: 'dev' };

  it('tells what runs', async () => {
    deploy(scene);

    await expect(scene.run(action, input)).resolves.toEqual({
      cluster: 'east',
      namespace: 'shop-dev',
      workload: 'checkout',
      image: 'shop/checkout@sha256:1',
    });
  });

  it('gives up when the time is over, saying why', async () => {
    await expect(
      scene.run(action, { ...input, timeoutMinutes: 0.0001 }),
    ).rejects.toThrow(/does not run in shop-dev.*Nothing is deployed/);
  });

  it('asks no address that no Ingress is for', async () => {
    deploy(scene);

    await expect(
      scene.run(action, { ...input, url: 'http://metadata.internal/' }),
    ).rejects.toThrow('No Ingress in shop-dev is for metadata.internal');
  });

  function expose(host: string): void {
    scene.kube.reader.cluster('east')?.put('ingresses', {
      metadata: { name: 'checkout', namespace: 'shop-dev' },
      spec: { rules: [{ host }] },
    });
  }

  it.each(['http://x.localhost/', 'http://x.example.com:8007/'])(
    'does not ask %s only because an Ingress is for it',
    async url => {
      deploy(scene);
      expose(new URL(url).hostname);

      await expect(scene.run(action, { ...input, url })).rejects.toThrow(
        /is not asked.*pilothouse\.delivery\.addresses/,
      );
    },
  );

  it('says why an address does not answer', async () => {
    deploy(scene);
    expose('x.apps.localhost');
    const url = 'http://x.apps.localhost:1/';

    await expect(
      scene.run(action, { ...input, url, timeoutMinutes: 0.0001 }),
    ).rejects.toThrow(
      /x\.apps\.localhost:1 does not answer yet: .*ECONNREFUSED/,
    );
  });

  it('ends with its signal', async () => {
    const signal = AbortSignal.abort(new Error('cancelled'));

    await expect(scene.run(action, input, { signal })).rejects.toThrow(
      'cancelled',
    );
  });
});
