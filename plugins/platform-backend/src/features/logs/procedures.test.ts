import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createRouterClient } from '@orpc/server';
import {
  logsReadPermission,
  type LogEvent,
} from '@pilothouse/plugin-platform-common';
import {
  InMemoryKube,
  InMemoryPodLogs,
} from '@pilothouse/plugin-platform-node/testing';
import type { RequestContext } from '../../http/contract-router';
import { everything } from '../../kube/access/scope-of';
import { metered } from '../../metrics/__testUtils__/metered';
import { logsMetrics } from './metrics';
import { logsProcedures } from './procedures';

const target = {
  cluster: 'east',
  namespace: 'shop-prod',
  kind: 'Deployment',
  name: 'web',
} as const;

/** A portal that knows a person until that moment. */
function portal(expiresAt: Date | undefined, signal: AbortSignal, may = true) {
  const kube = new InMemoryKube();
  kube.addCluster('east').put('deployments', {
    metadata: { namespace: 'shop-prod', name: 'web', uid: 'web' },
  });
  const credentials = mockCredentials.user('user:default/lin.wei');
  const logger = mockServices.logger.mock();
  const event = {
    success: jest.fn(async () => undefined),
    fail: jest.fn(async () => undefined),
  };
  const createEvent = jest.fn(async () => event);
  const ends = jest.fn();
  const { meter, read } = metered();
  const procedures = logsProcedures({
    access: {
      resolveViewer: async () => ({
        userEntityRef: 'user:default/lin.wei',
        groups: [],
        kubernetes: { user: 'lin.wei', groups: [] },
        tenants: [],
        seesAll: true,
      }),
      scopeOf: async () => everything,
      subscribe: () => ends,
    },
    auditor: mockServices.auditor.mock({ createEvent }),
    httpAuth: mockServices.httpAuth({
      defaultCredentials: { ...credentials, expiresAt },
    }),
    kube,
    logger,
    logs: new InMemoryPodLogs(),
    mask: text => text,
    metrics: logsMetrics(meter),
    reviews: { ask: async () => ({ kind: 'allowed' }) },
    allows: async (_, permission) =>
      may && permission.name === logsReadPermission.name,
  });
  const context = {
    request: { headers: {} },
    signal,
  } as unknown as RequestContext;
  const client = createRouterClient(procedures, { context });
  return { client, createEvent, ends, event, logger, read };
}

async function hear(events: AsyncIterable<LogEvent>, each?: () => void) {
  for await (const _ of events) {
    each?.();
  }
}

describe('a tail', () => {
  it('is counted for as long as it is open', async () => {
    const leave = new AbortController();
    const { client, read } = portal(undefined, leave.signal);
    const tails = async () => (await read()).pilothouse_logs_tails;
    const events = await client.tail({ target });
    const seen: number[] = [await tails()];
    for await (const _ of events) {
      seen.push(await tails());
      leave.abort();
    }
    expect([...new Set(seen), await tails()]).toEqual([0, 1, 0]);
  });

  it('ends with the token, and says that a fresh one goes on', async () => {
    const leave = new AbortController();
    const { client, ends } = portal(new Date(Date.now() + 200), leave.signal);
    const events = await client.tail({ target });
    await expect(hear(events)).rejects.toMatchObject({
      message: expect.stringContaining('ask again with a fresh one'),
    });
    expect(ends).toHaveBeenCalled();
  });

  it('keeps nothing when one leaves before its first event is read', async () => {
    const leave = new AbortController();
    const at = new Date(Date.now() + 3_600_000);
    const { client, ends } = portal(at, leave.signal);
    await client.tail({ target });
    leave.abort();
    expect(ends).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['lasts', undefined],
    ['lasts an hour', new Date(Date.now() + 3_600_000)],
  ])(
    'ends without an error when one leaves and the token %s',
    async (_, at) => {
      const leave = new AbortController();
      const { client, ends } = portal(at, leave.signal);
      const events = await client.tail({ target });
      await hear(events, () => leave.abort());
      expect(ends).toHaveBeenCalled();
    },
  );
});

describe('the record of a tail', () => {
  const down = new Error('the auditor is down');
  const silent: Record<string, (of: ReturnType<typeof portal>) => void> = {
    'that it begins': ({ createEvent }) => createEvent.mockRejectedValue(down),
    'what came of it': ({ event }) => {
      event.success.mockRejectedValue(down);
      event.fail.mockRejectedValue(down);
    },
  };

  it.each([
    ['success', true, [1, 0]],
    ['failure', false, [0, 1]],
  ])('tells of its %s, once', async (_, may, [success, fail]) => {
    const leave = new AbortController();
    const { client, event } = portal(undefined, leave.signal, may);
    await client.tail({ target }).catch(() => undefined);
    leave.abort();
    expect(event.success).toHaveBeenCalledTimes(success);
    expect(event.fail).toHaveBeenCalledTimes(fail);
  });

  it.each(Object.keys(silent))(
    'keeps nobody from reading when it cannot tell %s',
    async what => {
      const leave = new AbortController();
      const world = portal(undefined, leave.signal);
      silent[what]?.(world);
      const events = await world.client.tail({ target });
      await hear(events, () => leave.abort());
      expect(world.ends).toHaveBeenCalled();
      expect(world.event.fail).not.toHaveBeenCalled();
      expect(world.logger.error).toHaveBeenCalledWith(
        expect.stringContaining('"name":"web"'),
        down,
      );
    },
  );

  it.each(Object.keys(silent))(
    'hides no refusal when it cannot tell %s',
    async what => {
      const { signal } = new AbortController();
      const world = portal(undefined, signal, false);
      silent[what]?.(world);
      await expect(world.client.tail({ target })).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
    },
  );
});
