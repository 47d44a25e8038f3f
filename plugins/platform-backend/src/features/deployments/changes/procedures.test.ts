import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createRouterClient } from '@orpc/server';
import {
  deploymentsRollBackPermission,
  type Change,
} from '@pilothouse/plugin-platform-common';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import type { RequestContext } from '../../../http/contract-router';
import type { Question } from '../../../kube/access';
import { scopeOfNamespaces } from '../../../kube/access/scope-of';
import type { Writer } from '../../../kube/write';
import { metered } from '../../../metrics/__testUtils__/metered';
import { Gate } from './Gate';
import { writeMetrics } from './metrics';
import { changeProcedures } from './procedures';
import type { Restriction } from '../../../rights';

const viewer = {
  userEntityRef: 'user:default/lin.wei',
  groups: ['group:default/shop'],
  kubernetes: { user: 'lin.wei', groups: ['shop'] },
  tenants: ['shop'],
  seesAll: false,
};
const found = {
  metadata: { name: 'web', uid: 'u1', resourceVersion: '7', generation: 2 },
  spec: { replicas: 3, selector: {}, template: {} },
};
const precondition = { uid: 'u1', resourceVersion: '7' };
const target = {
  cluster: 'east',
  namespace: 'shop-prod',
  kind: 'Deployment',
  name: 'web',
} as const;
const restart: Change = { kind: 'restart' };
const rollBack: Change = { kind: 'roll-back', revision: 1 };

interface World {
  readonly restrictions?: readonly Restriction[];
  readonly denies?: readonly string[];
  readonly cluster?: (question: Question) => 'allowed' | 'denied' | 'unknown';
}

function bench({ restrictions = [], denies = [], cluster }: World = {}) {
  const kube = new InMemoryKube();
  const labels = { 'pilothouse.dev/environment': 'prod' };
  kube
    .addCluster('east')
    .put('namespaces', { metadata: { name: 'shop-prod', labels } });
  const visible = scopeOfNamespaces(new Map([['east', ['shop-prod']]]));
  const event = {
    success: jest.fn(async () => undefined),
    fail: jest.fn(async () => undefined),
  };
  const logger = mockServices.logger.mock();
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => event),
  });
  const writer = {
    try: jest.fn(async () => ({
      draft: {
        workload: found,
        object: found,
        objectKind: 'Deployment',
        request: { path: '' },
        contests: false,
      },
      after: { ...found, spec: { ...found.spec, replicas: 5 } },
      conflicts: [],
    })),
    make: jest.fn(async () => ({ metadata: { resourceVersion: '8' } })),
  };
  const gate = new Gate({
    access: {
      resolveViewer: async () => viewer,
      scopeOf: async () => visible,
      subscribe: () => () => undefined,
    },
    kube,
    permissions: mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: denies.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
    }),
    restrictions,
    reviews: {
      ask: async question => {
        const kind = cluster?.(question) ?? 'allowed';
        return kind === 'unknown' ? { kind, because: 'silent' } : { kind };
      },
    },
  });
  const { meter, read } = metered();
  const procedures = changeProcedures({
    auditor,
    counted: writeMetrics(meter),
    gate,
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.user('user:default/lin.wei'),
    }),
    kube,
    logger,
    writer: writer as unknown as Writer,
  });
  const context = {
    request: { headers: {} },
    signal: new AbortController().signal,
  } as unknown as RequestContext;
  return {
    auditor,
    client: createRouterClient(procedures, { context }),
    event,
    logger,
    read,
    writer,
  };
}

const onlyLeads: Restriction = {
  action: 'roll-back',
  environments: ['prod'],
  groups: ['group:default/commerce'],
};

describe('abilities', () => {
  const yes = { allowed: true };
  const no = (because: object) => ({ allowed: false, because });

  it.each<[string, World, object]>([
    ['all', {}, { scale: yes, restart: yes, deletePod: yes, rollBack: yes }],
    [
      'all but what the portal does not permit',
      { denies: [deploymentsRollBackPermission.name] },
      { restart: yes, rollBack: no({ kind: 'not-permitted' }) },
    ],
    [
      'all but what is for others in this environment',
      { restrictions: [onlyLeads] },
      {
        scale: yes,
        rollBack: no({
          kind: 'restricted',
          environment: 'prod',
          groups: ['group:default/commerce'],
        }),
      },
    ],
    [
      'all but what the cluster denies',
      { cluster: ({ verb }) => (verb === 'delete' ? 'denied' : 'allowed') },
      { restart: yes, deletePod: no({ kind: 'cluster' }) },
    ],
    [
      'nothing as long as the cluster cannot be asked',
      { cluster: () => 'unknown' },
      { scale: no({ kind: 'not-known', because: 'silent' }) },
    ],
  ])('are %s', async (_, world, abilities) => {
    const { client } = bench(world);
    expect(await client.abilities({ target })).toMatchObject(abilities);
  });

  it('do not include replicas of a DaemonSet', async () => {
    const daemons = { ...target, kind: 'DaemonSet' as const };
    const { scale, restart: again } = await bench().client.abilities({
      target: daemons,
    });
    expect(scale).toEqual(no({ kind: 'not-applicable' }));
    expect(again).toEqual(yes);
  });
});

describe('what one may not see', () => {
  const hidden = { ...target, namespace: 'payments-prod' };
  const absent = { ...target, cluster: 'north' };

  it.each([hidden, absent])('does not exist: %j', async place => {
    const { client, writer } = bench();
    const sentence = `There is no Deployment web in the namespace ${place.namespace} of the cluster ${place.cluster}`;
    const asked = [
      client.abilities({ target: place }),
      client.preview({ target: place, change: restart }),
      client.apply({ target: place, change: restart, precondition }),
    ];
    for (const answer of asked) {
      await expect(answer).rejects.toMatchObject({
        name: 'NotFoundError',
        message: sentence,
      });
    }
    expect(writer.try).not.toHaveBeenCalled();
    expect(writer.make).not.toHaveBeenCalled();
  });
});

describe('a preview', () => {
  it('shows the object before and after', async () => {
    const change: Change = { kind: 'scale', replicas: 5 };
    const { client } = bench();
    const preview = await client.preview({ target, change });
    expect(preview.precondition).toEqual({ ...precondition, generation: 2 });
    expect(preview.diffs).toEqual([
      {
        ref: target,
        before: expect.stringContaining('replicas: 3'),
        after: expect.stringContaining('replicas: 5'),
      },
    ]);
    expect(preview.notes).toEqual([]);
  });
});

describe('a change', () => {
  const counted = (result: string) => ({
    [`pilothouse_writes_total{action="restart",capability="deployments",result="${result}"}`]: 1,
  });

  it('is made and recorded', async () => {
    const { auditor, client, event, read } = bench();
    const order = { target, change: restart, precondition };
    expect(await client.apply(order)).toEqual({ resourceVersion: '8' });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'workload-change',
        request: expect.anything(),
        meta: expect.objectContaining({ target, change: restart }),
      }),
    );
    expect(event.success).toHaveBeenCalledWith({
      meta: { result: { resourceVersion: '8' } },
    });
    expect(await read()).toMatchObject(counted('done'));
  });

  it('is recorded when the cluster refuses it', async () => {
    const { client, event, read, writer } = bench();
    const error = new ConflictError('changed since you looked');
    writer.make.mockRejectedValue(error);
    const order = { target, change: restart, precondition };
    await expect(client.apply(order)).rejects.toBe(error);
    expect(event.fail).toHaveBeenCalledWith({ error });
    expect(await read()).toMatchObject(counted('conflict'));
  });

  it('that was made is told as made when that cannot be recorded', async () => {
    const { client, event, logger } = bench();
    event.success.mockRejectedValue(new Error('disk full'));
    const order = { target, change: restart, precondition };
    expect(await client.apply(order)).toEqual({ resourceVersion: '8' });
    expect(event.fail).not.toHaveBeenCalled();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('was not recorded'),
      expect.objectContaining({ message: 'disk full' }),
    );
  });

  it('that was refused is told as refused when that cannot be recorded', async () => {
    const { client, event, logger, writer } = bench();
    const error = new ConflictError('changed since you looked');
    writer.make.mockRejectedValue(error);
    event.fail.mockRejectedValue(new Error('disk full'));
    const order = { target, change: restart, precondition };
    await expect(client.apply(order)).rejects.toBe(error);
    expect(logger.error).toHaveBeenCalledTimes(1);
  });

  it.each<[string, World, RegExp]>([
    ['restricted', { restrictions: [onlyLeads] }, /group:default\/commerce/],
    [
      'not permitted',
      { denies: [deploymentsRollBackPermission.name] },
      /no permission/,
    ],
  ])('is refused and recorded when it is %s', async (_, world, message) => {
    const { client, event, writer } = bench(world);
    const order = { target, change: rollBack, precondition };
    await expect(client.apply(order)).rejects.toThrow(message);
    await expect(client.preview(order)).rejects.toThrow(message);
    expect(event.fail).toHaveBeenCalledTimes(1);
    expect(writer.make).not.toHaveBeenCalled();
  });
});
