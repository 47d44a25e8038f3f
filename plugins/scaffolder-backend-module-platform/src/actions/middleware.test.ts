import { orderedByTaskAnnotation } from '@pilothouse/plugin-platform-common';
import type {
  KubeObject,
  MiddlewareComposition,
} from '@pilothouse/plugin-platform-node';
import { InMemoryMiddleware } from '../__testUtils__/InMemoryMiddleware';
import { Scene } from '../__testUtils__/Scene';
import { OutcomeError } from './plainly';

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
});

afterEach(() => scene.close());

const order = 'pilothouse:middleware:order';
const bind = 'pilothouse:middleware:bind';
const ordered = {
  item: 'postgresql',
  name: 'checkout-db',
  owner: 'group:default/shop',
  environment: 'dev',
};
const bound = {
  ...ordered,
  instance: 'checkout-db',
  name: 'checkout',
};
const at = { namespace: 'shop-dev', name: 'checkout-db' };
const instance = `east ${InMemoryMiddleware.pathOf(at)}`;
const workload = 'east /apis/apps/v1/namespaces/shop-dev/deployments/checkout';
const deploy = () =>
  scene.kube.objects.set(workload, { metadata: { name: 'checkout' } });

describe('pilothouse:middleware:order', () => {
  it('orders by a plan, for the team’s namespace, and only once', async () => {
    const input = { ...ordered, values: { storage: { size: '2Gi' } } };
    for (let run = 0; run < 2; run++) {
      await expect(scene.run(order, input)).resolves.toEqual({
        cluster: 'east',
        namespace: 'shop-dev',
        secret: 'checkout-db-app',
      });
    }
    expect(scene.middleware.orders).toEqual([
      {
        item: 'postgresql',
        cluster: 'east',
        ...at,
        plan: 'small',
        values: {
          instances: 1,
          storage: { size: '2Gi', storageClass: 'fast' },
        },
        task: 'task-1',
      },
    ]);
  });

  it.each([
    [{ item: 'x' }, 'NotFoundError', /There is no item x/],
    [{ plan: 'x' }, 'InputError', /there are small/],
    [{ name: 'Not a name' }, 'InputError', /lower-case/],
    [{ environment: 'x' }, 'NotFoundError', /has no namespace for x/],
    [{ owner: 'group:default/payments' }, 'NotAllowedError', /payments/],
  ])('refuses %j', async (more, name, message) => {
    await expect(
      scene.run(order, { ...ordered, ...more }),
    ).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });

  it('takes no values that may be secret, which runs would keep', async () => {
    const { postgresql } = scene.middleware.forms;
    scene.middleware.forms.postgresql = {
      ...postgresql,
      sensitive: [['superuser', 'password']],
    };
    const values = { superuser: { password: 'not-told' } };
    const refused = await scene
      .run(order, { ...ordered, values })
      .catch(String);
    expect(refused).toMatch(/leave out superuser\.password/);
    expect(refused).not.toContain('not-told');
    expect(scene.middleware.orders).toEqual([]);
  });

  it('orders no plan that needs what may be secret', async () => {
    const { postgresql } = scene.middleware.forms;
    const schema = {
      required: ['parameters'],
      properties: { parameters: { required: ['password'] } },
    };
    scene.middleware.forms.postgresql = {
      ...postgresql,
      ...{ schema, sensitive: [['parameters']] },
    };
    await expect(scene.run(order, ordered)).rejects.toMatchObject({
      refusal: { kind: 'needs-secrets', fields: ['parameters.password'] },
      message: expect.stringContaining('order it at the marketplace'),
    });
    expect(scene.middleware.orders).toEqual([]);
  });

  it('is over when only a part was made, which is undone', async () => {
    const { order: make } = scene.middleware;
    const ordering = jest
      .spyOn(scene.middleware, 'order')
      .mockImplementation(async (who, wanted) => {
        await make.call(scene.middleware, who, wanted);
        throw new OutcomeError('checkout-db was made, but its pool was not');
      });
    await expect(scene.run(order, ordered, { task: 'one' })).rejects.toThrow(
      'its pool was not',
    );
    expect(ordering).toHaveBeenCalledTimes(1);
    await scene.surroundings.undoing.undo('one');
    expect(scene.kube.objects.has(instance)).toBe(false);
  });

  it('says of which application it is', async () => {
    const application = 'system:default/tea-shop';
    await scene.run(order, { ...ordered, application });
    expect(scene.middleware.orders).toMatchObject([{ partOf: 'tea-shop' }]);
  });

  it('is undone', async () => {
    await scene.run(order, ordered, { task: 'one' });
    await scene.surroundings.undoing.undo('one');
    expect(scene.kube.objects.has(instance)).toBe(false);
  });

  it('leaves an instance that was there before, also when it is undone', async () => {
    scene.kube.objects.set(instance, { metadata: { name: 'checkout-db' } });
    await scene.run(order, ordered, { task: 'one' });
    await scene.surroundings.undoing.undo('one');
    expect(scene.kube.objects.has(instance)).toBe(true);
    expect(scene.middleware.orders).toEqual([]);
  });
});

describe('waiting for an instance', () => {
  const wait = 'pilothouse:middleware:wait';
  const mw = () => scene.middleware;

  it.each([
    ['of the order itself', order],
    ['of a later step', wait],
  ])('goes on after the session has ended: %s', async (_, action) => {
    await scene.run(order, { ...ordered, wait: false });
    mw().states.unshift('progressing', 'progressing', 'progressing');
    const { ordered: look } = mw();
    jest.spyOn(mw(), 'ordered').mockImplementation(ref => {
      mw().sessionsEnded = true;
      return look.call(mw(), ref);
    });
    await scene.run(action, ordered);
    expect(mw().states).toEqual(['healthy']);
  });

  it('is left to a later step where one says so', async () => {
    mw().states[0] = 'progressing';
    await expect(
      scene.run(order, { ...ordered, wait: false }),
    ).resolves.toMatchObject({ secret: 'checkout-db-app' });
  });

  it('goes on while the portal has only just begun to read', async () => {
    await scene.run(order, ordered);
    mw().sessionsEnded = true;
    mw().isPending = true;
    const { ordered: look } = mw();
    let looks = 0;
    jest.spyOn(mw(), 'ordered').mockImplementation(ref => {
      looks += 1;
      mw().isPending = looks < 3;
      return look.call(mw(), ref);
    });
    await scene.run(wait, ordered);
    expect(looks).toBe(3);
  });

  it('ends with what has failed', async () => {
    await scene.run(order, ordered);
    mw().states[0] = 'failed';
    await expect(scene.run(wait, ordered)).rejects.toMatchObject({
      name: 'OutcomeError',
      message: expect.stringMatching(/checkout-db has failed/),
    });
  });

  it('ends when it takes too long', async () => {
    await scene.run(order, ordered);
    mw().states[0] = 'progressing';
    await expect(
      scene.run(wait, { ...ordered, timeoutMinutes: 0.001 }),
    ).rejects.toThrow(/not healthy after 0.001 minutes/);
  });

  it('leaves what was there before, once the session has ended', async () => {
    scene.kube.objects.set(instance, { metadata: { name: 'checkout-db' } });
    mw().states[0] = 'progressing';
    mw().sessionsEnded = true;
    await scene.run(wait, ordered);
    expect(scene.logged.join()).toMatch(/was there before this run/);
  });

  it.each([
    ['healthy', 'resolves'],
    ['failed', 'refused'],
    ['progressing', 'not healthy'],
  ] as const)(
    'waits for credentials that were asked for ahead: %s',
    async (status, outcome) => {
      mw().grants = true;
      mw().grantStatus = 'progressing';
      await scene.run(order, { ...ordered, wait: false });
      await expect(
        scene.run(bind, { ...bound, ahead: true }),
      ).resolves.toMatchObject({ secret: 'checkout-db-checkout' });
      mw().grantStatus = status;
      mw().sessionsEnded = true;
      const input = { ...ordered, service: 'checkout', timeoutMinutes: 0.001 };
      const said = await scene.run(wait, input).then(
        () => 'resolves',
        (error: Error) => error.message,
      );
      expect(said).toContain(outcome);
    },
  );

  it('is not decided to have no credentials before it is healthy', async () => {
    await scene.run(order, { ...ordered, wait: false });
    mw().hasSecret = false;
    mw().states.unshift('progressing', 'progressing', 'progressing');
    const { ordered: look } = mw();
    jest.spyOn(mw(), 'ordered').mockImplementation(ref => {
      mw().hasSecret = mw().states.length === 1;
      return look.call(mw(), ref);
    });
    await expect(
      scene.run(bind, { ...bound, ahead: true }),
    ).resolves.toMatchObject({ secret: 'checkout-db-app' });
  });
});

describe('an instance of a kind that no API serves', () => {
  const marker =
    'east /api/v1/namespaces/shop-dev/configmaps/release.checkout-db';
  const removed: unknown[] = [];
  let isSlow = false;
  const never = () => Promise.reject(new Error('not asked for'));
  const releases: MiddlewareComposition = {
    kind: {
      ...{ group: 'helm.sh', plural: 'releases', kind: 'Release' },
      versions: ['v1'],
      anchor: { plural: 'configmaps', prefix: 'release.', decidedBy: [] },
    },
    kindState: () => ({ kind: 'live', syncedAt: '2031-04-01T08:00:00.000Z' }),
    objectsIn: () => [],
    carrier: {
      ...{ rehearse: never, carryOut: never, read: never, consistsOf: never },
      async remove(what, { cluster }) {
        removed.push(what);
        if (!isSlow) await cluster.remove(marker.slice('east '.length));
      },
    },
  };
  const stands = (task?: string): KubeObject => ({
    metadata: {
      ...{ name: 'release.checkout-db', uid: 'u1', resourceVersion: '7' },
      annotations: { ...(task && { [orderedByTaskAnnotation]: task }) },
    },
  });
  const undo = () => scene.surroundings.undoing.undo('one');

  beforeEach(() => {
    removed.length = 0;
    isSlow = false;
    scene.compositions.push(releases);
    const { postgresql } = scene.middleware.forms;
    const { resource: _, ...form } = postgresql;
    scene.middleware.forms.postgresql = {
      ...form,
      composed: 'releases.helm.sh',
    };
    const { order: make } = scene.middleware;
    jest.spyOn(scene.middleware, 'order').mockImplementation((who, wanted) => {
      scene.kube.objects.set(marker, stands(wanted.task));
      return make.call(scene.middleware, who, wanted);
    });
  });

  it('is ordered, and undone by whoever carries it out', async () => {
    await scene.run(order, ordered, { task: 'one' });
    expect(scene.middleware.orders).toHaveLength(1);
    await expect(undo()).resolves.toMatchObject({ left: [] });
    expect(removed).toEqual([
      {
        ref: { cluster: 'east', ...at },
        ...{ uid: 'u1', version: '7' },
      },
    ]);
    expect(scene.kube.deeds.at(-1)).toMatchObject({
      ...{ verb: 'delete', who: 'user:default/lin' },
    });
  });

  it('is left when somebody has changed it since', async () => {
    await scene.run(order, ordered, { task: 'one' });
    scene.kube.objects.set(marker, stands());
    await expect(undo()).resolves.toMatchObject({
      left: [{ because: expect.stringMatching(/by somebody else/) }],
    });
    expect(removed).toEqual([]);
  });

  it('is not told to be gone while whoever carries it out is at it', async () => {
    await scene.run(order, ordered, { task: 'one' });
    isSlow = true;
    await expect(undo()).resolves.toMatchObject({
      left: [{ because: expect.stringMatching(/still being taken away/) }],
    });
    isSlow = false;
    await expect(undo()).resolves.toMatchObject({ left: [] });
  });

  it('is left, and said to be, when nobody carries it out any more', async () => {
    await scene.run(order, ordered, { task: 'one' });
    scene.compositions.pop();
    await expect(undo()).resolves.toMatchObject({
      left: [{ because: expect.stringMatching(/see to it in the cluster/) }],
    });
  });
});

describe('an instance of which the name was claimed by a run', () => {
  const theirs = { metadata: { name: 'checkout-db' } };
  const undo = () => scene.surroundings.undoing.undo('one');

  it('is left when somebody orders it just before the run does', async () => {
    const { order: make } = scene.middleware;
    jest.spyOn(scene.middleware, 'order').mockImplementation((who, wanted) => {
      scene.kube.objects.set(instance, theirs);
      return make.call(scene.middleware, who, wanted);
    });

    await expect(scene.run(order, ordered, { task: 'one' })).rejects.toThrow(
      'is there',
    );
    await expect(undo()).resolves.toMatchObject({ undone: [], left: [] });
    expect(scene.kube.objects.get(instance)).toBe(theirs);
  });

  it('is left when somebody orders it while the portal is down', async () => {
    jest
      .spyOn(scene.middleware, 'order')
      .mockRejectedValueOnce(new Error('killed'));
    await expect(scene.run(order, ordered, { task: 'one' })).rejects.toThrow(
      'killed',
    );
    scene.startAgain();
    scene.kube.objects.set(instance, theirs);

    await scene.run(order, ordered, { task: 'one' });
    await expect(undo()).resolves.toMatchObject({
      undone: [],
      left: [{ because: expect.stringContaining('by somebody else') }],
    });
    expect(scene.kube.objects.get(instance)).toBe(theirs);
  });

  it('is undone though the marketplace has no such item any more', async () => {
    await scene.run(order, ordered, { task: 'one' });
    const items = scene.surroundings.items as unknown[];
    items.length = 0;
    scene.middleware.forms = {};

    await expect(undo()).resolves.toMatchObject({ left: [] });
    expect(scene.kube.objects.has(instance)).toBe(false);
  });
});

describe('pilothouse:middleware:bind', () => {
  beforeEach(async () => {
    deploy();
    await scene.run(order, ordered);
  });

  it('binds by variables with a prefix, and only once', async () => {
    for (let run = 0; run < 2; run++) {
      await expect(
        scene.run(bind, { ...bound, prefix: 'PG_' }),
      ).resolves.toEqual({
        secret: 'checkout-db-app',
        variables: ['PG_URI', 'PG_PASSWORD'],
      });
    }
    expect(scene.middleware.bound).toMatchObject([
      { request: { target: { name: 'checkout', namespace: 'shop-dev' } } },
    ]);
  });

  it('binds by files', async () => {
    await scene.run(bind, { ...bound, as: 'files' });
    expect(scene.middleware.bound[0]?.request).toMatchObject({
      form: { kind: 'files' },
    });
  });

  it.each([
    [{ instance: 'x' }, 'NotFoundError', /order it first/],
    [{ secret: 'x' }, 'InputError', /no Secret x/],
  ])('refuses %j', async (more, name, message) => {
    await expect(scene.run(bind, { ...bound, ...more })).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });

  it('asks for credentials of its own where they are had by asking, and gives them back', async () => {
    scene.middleware.grants = true;
    for (let run = 0; run < 2; run++) {
      await expect(scene.run(bind, bound, { task: 'asks' })).resolves.toEqual({
        secret: 'checkout-db-checkout',
        variables: [],
      });
    }
    const at_ = { cluster: 'east', ...at, item: 'postgresql' };
    expect(scene.middleware.granted).toEqual([
      { ref: at_, name: 'checkout-db-checkout', task: 'asks' },
    ]);
    expect(scene.middleware.bound[0]?.request).toMatchObject({
      form: { kind: 'files' },
    });
    await scene.surroundings.undoing.undo('asks');
    const left = [...scene.kube.objects.keys()];
    expect(left.filter(key => key.includes('servicebindings'))).toEqual([]);
  });

  it.each([
    ['just before the run does', true, []],
    [
      'while the portal is down',
      false,
      [{ because: expect.stringContaining('by somebody else') }],
    ],
  ])(
    'leaves credentials of that name for which somebody asks %s',
    async (_, atOnce, left) => {
      scene.middleware.grants = true;
      const theirs = { metadata: { name: 'checkout-db-checkout' } };
      const key = InMemoryMiddleware.keyOfGrant({
        ref: { cluster: 'east', ...at, item: 'postgresql' },
        name: theirs.metadata.name,
      });
      const { grant } = scene.middleware;
      jest
        .spyOn(scene.middleware, 'grant')
        .mockImplementationOnce(async (who, wanted) => {
          if (!atOnce) throw new Error('killed');
          scene.kube.objects.set(key, theirs);
          return grant.call(scene.middleware, who, wanted);
        });
      await expect(scene.run(bind, bound, { task: 'asks' })).rejects.toThrow(
        atOnce ? 'is there' : 'killed',
      );
      scene.kube.objects.set(key, theirs);

      await expect(
        scene.surroundings.undoing.undo('asks'),
      ).resolves.toMatchObject({
        undone: [],
        left,
      });
      expect(scene.kube.objects.get(key)).toBe(theirs);
    },
  );

  it('leaves a service as it is where an instance has no credentials', async () => {
    scene.middleware.hasSecret = false;
    await expect(scene.run(bind, bound)).resolves.toEqual({
      secret: '',
      variables: [],
    });
    await expect(
      scene.run(bind, { ...bound, keys: ['uri'] }),
    ).rejects.toMatchObject({ name: 'InputError' });
    expect(scene.middleware.bound).toEqual([]);
  });

  it('gives the address of an instance that asks for no credentials', async () => {
    scene.middleware.hasSecret = false;
    scene.middleware.hasAddress = true;
    await expect(scene.run(bind, bound)).resolves.toEqual({
      secret: 'checkout-db-address',
      variables: ['DB_HOST', 'DB_PORT'],
    });
  });

  it('fails after the session has ended, and says how to bind by hand', async () => {
    scene.middleware.sessionsEnded = true;
    await expect(scene.run(bind, bound)).rejects.toMatchObject({
      name: 'OutcomeError',
      message: expect.stringMatching(
        /not bound to checkout-db: has expired\. Bind it on the page/,
      ),
    });
  });

  describe('said ahead', () => {
    const input = { ...bound, prefix: 'PG_', keys: ['uri'] };
    const ahead = { ...input, ahead: true };
    const outputs = { secret: 'checkout-db-app', variables: ['PG_URI'] };

    beforeEach(() => scene.kube.objects.delete(workload));

    it.each([
      ['while the session lasts', false],
      ['after it has ended', true],
    ])('binds what was said, %s', async (_, ended) => {
      await expect(scene.run(bind, ahead)).resolves.toEqual(outputs);
      expect(scene.middleware.bound).toEqual([]);
      deploy();
      scene.middleware.sessionsEnded = ended;

      for (let run = 0; run < 2; run++) {
        await expect(scene.run(bind, input)).resolves.toEqual(outputs);
      }
      expect(scene.middleware.bound).toMatchObject([
        {
          request: { secret: 'checkout-db-app', target: { name: 'checkout' } },
        },
      ]);
    });

    it('asks for credentials while it may', async () => {
      scene.middleware.grants = true;
      await scene.run(bind, { ...bound, ahead: true }, { task: 'asks' });
      expect(scene.middleware.granted).toHaveLength(1);
      deploy();
      scene.middleware.sessionsEnded = true;

      await expect(scene.run(bind, bound, { task: 'asks' })).resolves.toEqual({
        secret: 'checkout-db-checkout',
        variables: [],
      });
    });

    it('keeps nothing of an instance without credentials', async () => {
      scene.middleware.hasSecret = false;
      await expect(scene.run(bind, { ...bound, ahead: true })).resolves.toEqual(
        { secret: '', variables: [] },
      );
      expect(scene.middleware.errands).toEqual([]);
    });

    it('keeps apart two Secrets of one instance', async () => {
      scene.middleware.secrets.push('readonly');
      const other = { ...input, secret: 'checkout-db-readonly' };
      await scene.run(bind, ahead, { task: 'two' });
      await scene.run(bind, { ...other, ahead: true }, { task: 'two' });
      deploy();
      scene.middleware.sessionsEnded = true;
      for (const step of [input, other]) {
        await scene.run(bind, step, { task: 'two' });
      }
      expect(
        scene.middleware.bound.map(({ request }) => request.secret),
      ).toEqual(['checkout-db-app', 'checkout-db-readonly']);
    });

    it('leaves alone what a step wants that said nothing ahead', async () => {
      scene.middleware.secrets.push('readonly');
      await scene.run(bind, ahead, { task: 'one-of-two' });
      deploy();
      const other = { ...input, secret: 'checkout-db-readonly' };
      await expect(
        scene.run(bind, other, { task: 'one-of-two' }),
      ).resolves.toMatchObject({ secret: 'checkout-db-readonly' });
    });

    it('says so where it comes too late itself', async () => {
      scene.middleware.sessionsEnded = true;
      const late = await scene.run(bind, ahead).catch(String);
      expect(late).toMatch(/longer than your session/);
      expect(late).not.toContain('ahead: true');
    });

    it('is no other run’s', async () => {
      await scene.run(bind, ahead, { task: 'one' });
      deploy();
      scene.middleware.sessionsEnded = true;
      await expect(
        scene.run(bind, input, { task: 'other' }),
      ).rejects.toMatchObject({ name: 'OutcomeError' });
    });

    it('is undone, deployed or not', async () => {
      await scene.run(bind, ahead, { task: 'early' });
      await expect(
        scene.surroundings.undoing.undo('early'),
      ).resolves.toMatchObject({ left: [] });

      await scene.run(bind, ahead, { task: 'late' });
      deploy();
      await scene.run(bind, input, { task: 'late' });
      await scene.surroundings.undoing.undo('late');
      expect(scene.kube.objects.get(workload)).toMatchObject({
        metadata: { uid: 'u' },
      });
    });
  });

  it('is undone by leaving out all that it owns', async () => {
    await scene.run(bind, bound, { task: 'binds' });
    scene.kube.deeds.length = 0;
    await scene.surroundings.undoing.undo('binds');
    expect(scene.kube.deeds).toMatchObject([
      { verb: 'apply', path: workload.split(' ')[1], who: 'user:default/lin' },
    ]);
    expect(scene.kube.objects.get(workload)).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace: 'shop-dev', name: 'checkout', uid: 'u' },
    });
  });
});
