import type { Change, ChangeOrder } from '@pilothouse/plugin-platform-common';
import type { Viewer } from '../access';
import { Shop } from './__testUtils__/Shop';
import { preconditionOf } from './workload';
import { Writer } from './Writer';

jest.setTimeout(180_000);

const lin: Viewer = {
  userEntityRef: 'user:default/lin.wei',
  groups: ['group:default/shop'],
  kubernetes: { user: 'lin.wei', groups: ['shop'] },
  tenants: ['shop'],
  seesAll: false,
};
const ns = 'shop-dev';

describe('writing as a person, to a real API server', () => {
  let shop: Shop;
  let writer: Writer;
  let count = 0;
  let name = '';

  beforeAll(async () => {
    shop = await Shop.open();
    writer = new Writer({ kube: shop.kube, now: () => new Date() });
  });
  afterAll(() => shop?.close());
  beforeEach(async () => {
    count += 1;
    name = `web-${count}`;
    await shop.deploy(ns, name);
  });

  const request = (change: Change, namespace = ns) => ({
    target: { cluster: 'test', namespace, kind: 'Deployment', name } as const,
    change,
  });
  const order = async (
    change: Change,
    more: Partial<ChangeOrder> = {},
  ): Promise<ChangeOrder> => ({
    ...request(change),
    precondition: preconditionOf(await shop.deployment(ns, name)),
    ...more,
  });
  const scale = (replicas: number): Change => ({ kind: 'scale', replicas });
  const restart: Change = { kind: 'restart' };

  it('tries a change without making it, and names who else owns the field', async () => {
    const before = await shop.deployment(ns, name);
    const trial = await writer.try(lin, request(scale(5)));
    expect(trial.conflicts).toEqual([
      { field: '.spec.replicas', manager: 'helm' },
    ]);
    expect(trial.after).toMatchObject({ spec: { replicas: 5 } });
    expect(await shop.deployment(ns, name)).toEqual(before);
  });

  it('overwrites nobody, unless one decides to take over', async () => {
    await expect(writer.make(lin, await order(scale(5)))).rejects.toMatchObject(
      { name: 'ConflictError', message: expect.stringContaining('helm') },
    );
    await writer.make(lin, await order(scale(5), { takeOver: true }));
    const { spec } = await shop.deployment(ns, name);
    expect(spec?.replicas).toBe(5);
  });

  it('takes nothing over from what keeps it as git says', async () => {
    await shop.patch(ns, name, {
      metadata: { labels: { 'argocd.argoproj.io/instance': 'shop' } },
    });
    const taking = await order(scale(5), { takeOver: true });
    await expect(writer.make(lin, taking)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('Argo CD'),
    });
  });

  it("leaves the person's name in the cluster's audit log", async () => {
    await writer.make(lin, await order(restart));
    expect(await shop.audit()).toContainEqual(
      expect.objectContaining({
        verb: 'patch',
        objectRef: expect.objectContaining({ name, namespace: ns }),
        user: expect.objectContaining({
          username: 'system:serviceaccount:pilothouse:portal',
        }),
        impersonatedUser: expect.objectContaining({ username: 'lin.wei' }),
      }),
    );
  });

  it('restarts without losing what it scaled, and the other way round', async () => {
    await writer.make(lin, await order(scale(4), { takeOver: true }));
    await writer.make(lin, await order(restart));
    const restarted = await shop.deployment(ns, name);
    expect(restarted.spec?.replicas).toBe(4);
    await writer.make(lin, await order(scale(3)));
    const scaled = await shop.deployment(ns, name);
    expect(scaled.spec?.replicas).toBe(3);
    expect(scaled.spec?.template).toEqual(restarted.spec?.template);
    expect(scaled.spec?.template.metadata?.annotations).toHaveProperty([
      'kubectl.kubernetes.io/restartedAt',
    ]);
  });

  it.each([
    ['behind', -10],
    ['ahead of', 10],
  ])(
    'restarts again and again, though its clock is 10 min %s that of the cluster',
    async (_, minutes) => {
      const shifted = new Writer({
        kube: shop.kube,
        now: () => new Date(Date.now() + minutes * 60_000),
      });
      const startedAt = Date.now();
      const templates = [];
      for (const by of [shifted, writer, shifted]) {
        await by.make(lin, await order(restart));
        const { spec } = await shop.deployment(ns, name);
        templates.push(JSON.stringify(spec?.template));
      }
      expect(templates[1]).not.toBe(templates[0]);
      expect(templates[2]).not.toBe(templates[1]);
      // When it was changed is what the cluster says.
      const { metadata } = await shop.deployment(ns, name);
      for (const { time } of metadata?.managedFields ?? []) {
        const apartMs = Math.abs(Date.parse(time ?? '') - startedAt);
        expect(apartMs).toBeLessThan(5 * 60_000);
      }
    },
  );

  it.each<[string, () => Change]>([
    ['scale', () => scale(2)],
    ['restart', () => restart],
    ['roll-back', () => ({ kind: 'roll-back', revision: 1 })],
  ])('makes no %s of what has been changed meanwhile', async (_, change) => {
    const late = await order(change());
    await shop.patch(ns, name, { spec: { minReadySeconds: 5 } });
    const before = await shop.deployment(ns, name);
    await expect(writer.make(lin, late)).rejects.toMatchObject({
      name: 'ConflictError',
    });
    expect(await shop.deployment(ns, name)).toEqual(before);
  });

  it('does not mind that the status moves on', async () => {
    const looked = await order(restart);
    const status = { replicas: 1, observedGeneration: 1 };
    await shop.patch(ns, name, { status }, '/status');
    await expect(writer.make(lin, looked)).resolves.toBeDefined();
  });

  it('goes back to the template of a revision', async () => {
    const back: Change = { kind: 'roll-back', revision: 1 };
    const before = await shop.deployment(ns, name);
    const trial = await writer.try(lin, request(back));
    expect(await shop.deployment(ns, name)).toEqual(before);
    expect(trial.conflicts).toContainEqual({
      field: '.spec.template.spec.containers[name="web"].image',
      manager: 'helm',
    });
    await expect(writer.make(lin, await order(back))).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('helm'),
    });
    await writer.make(lin, await order(back, { takeOver: true }));
    const { spec } = await shop.deployment(ns, name);
    expect(spec?.template.spec?.containers[0]?.image).toBe('web:1');
    expect(spec?.template.metadata?.labels).toEqual({ app: 'web' });
    expect(trial.after).toMatchObject({ spec: { template: spec?.template } });
  });

  it('deletes a pod of the workload, and only the one that was looked at', async () => {
    const { metadata } = await shop.pod(ns, `${name}-1-x`);
    const uid = metadata?.uid ?? '';
    const deletion = (pod: string, podUid: string) =>
      order(
        { kind: 'delete-pod', pod, uid: podUid },
        { precondition: { uid: podUid, resourceVersion: '1' } },
      );
    await expect(
      writer.make(lin, await deletion(`${name}-1-x`, 'another')),
    ).rejects.toMatchObject({ name: 'ConflictError' });

    const others = `web-${count - 1}-1-x`;
    const other = await shop.pod(ns, others);
    await expect(
      writer.make(lin, await deletion(others, other.metadata?.uid ?? '')),
    ).rejects.toMatchObject({ name: 'NotFoundError' });

    const mine = `${name}-1-x`;
    await writer.try(lin, request({ kind: 'delete-pod', pod: mine, uid }));
    const tried = await shop.pod(ns, mine);
    expect(tried.metadata).toMatchObject({ uid });
    expect(tried.metadata?.deletionTimestamp).toBeUndefined();

    await writer.make(lin, await deletion(mine, uid));
    await expect(shop.pod(ns, `${name}-1-x`)).rejects.toThrow('404');
  });

  it('touches nothing of another team', async () => {
    await shop.deploy('payments-dev', name);
    const before = await shop.deployment('payments-dev', name);
    await expect(
      writer.try(lin, request(restart, 'payments-dev')),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringMatching(/lin\.wei.*payments-dev/),
    });
    expect(await shop.deployment('payments-dev', name)).toEqual(before);
  });

  it('acts as nobody of the cluster itself', async () => {
    const root = { user: 'lin.wei', groups: ['system:masters'] };
    await expect(
      writer.try({ ...lin, kubernetes: root }, request(restart)),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });
});
