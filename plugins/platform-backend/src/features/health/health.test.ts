import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import {
  platformContract,
  platformHealthInspectPermission,
  type PlatformContract,
  type PlatformPart,
} from '@pilothouse/plugin-platform-common';
import { platformPartsExtensionPoint } from '@pilothouse/plugin-platform-node';
import { InMemoryPlatformParts } from '@pilothouse/plugin-platform-node/testing';
import request from 'supertest';
import { platformPlugin } from '../../plugin';

function part(state: PlatformPart['state']): PlatformPart {
  return {
    name: 'etcd',
    title: 'etcd',
    state,
    since: '2031-04-01T08:00:00.000Z',
    logFile: '/state/logs/etcd.log',
    pid: 4711,
  };
}

type Standing = 'stranger' | 'member' | 'engineer';

function permissionsOf(standing: Standing): BackendFeature {
  return mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result:
          standing === 'engineer' ||
          (standing === 'member' &&
            permission.name !== platformHealthInspectPermission.name)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      })),
  }).factory;
}

describe('health', () => {
  let backend: TestBackend | undefined;
  let source: InMemoryPlatformParts;

  async function start(standing: Standing): Promise<TestBackend> {
    source = new InMemoryPlatformParts('embedded', [part('starting')]);
    backend = await startTestBackend({
      features: [
        platformPlugin,
        permissionsOf(standing),
        createBackendModule({
          pluginId: 'platform',
          moduleId: 'twin',
          register(reg) {
            reg.registerInit({
              deps: { health: platformPartsExtensionPoint },
              async init({ health }) {
                health.addSource(source);
              },
            });
          },
        }),
      ],
    });
    return backend;
  }

  const views = [{ id: 'v', query: 'health.parts', input: {} }];

  function follow({ server }: TestBackend) {
    const link = new OpenAPILink(platformContract, {
      url: `http://localhost:${server.port()}/api/platform`,
      headers: { authorization: mockCredentials.user.header() },
    });
    const client =
      createORPCClient<ContractRouterClient<PlatformContract>>(link);
    return client.live.open({ views });
  }

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  it.each<[Standing, boolean]>([
    ['member', false],
    ['engineer', true],
  ])('shows a %s the parts (log files: %s)', async (standing, whole) => {
    const { server } = await start(standing);
    const response = await request(server).get('/api/platform/health/parts');
    expect(response.status).toBe(200);
    const [shown] = response.body.sources[0].parts;
    expect(shown).toMatchObject({ name: 'etcd', state: 'starting' });
    expect('logFile' in shown && 'pid' in shown).toBe(whole);
  });

  it('tells a stranger whom to ask, as Backstage tells errors', async () => {
    const { server } = await start('stranger');
    const url = '/api/platform/health/parts';
    const response = await request(server).get(url);
    expect(response.status).toBe(403);
    expect(response.body).toEqual({
      error: {
        name: 'NotAllowedError',
        message: expect.stringContaining('ask to be added'),
      },
      request: { method: 'GET', url },
      response: { statusCode: 403 },
    });
  });

  it('tells a stranger the same over a live connection', async () => {
    const events = await follow(await start('stranger'));
    expect((await events.next()).value).toEqual({
      kind: 'failed',
      view: 'v',
      error: {
        name: 'NotAllowedError',
        message: expect.stringContaining('ask to be added'),
      },
    });
  });

  it.each(['health/parts', 'live', 'nothing-of-the-kind'])(
    'answers 401 at %s to whom it does not know',
    async path => {
      const { server } = await start('engineer');
      const response = await request(server)
        .get(`/api/platform/${path}`)
        .set('authorization', mockCredentials.none.header());
      expect(response.status).toBe(401);
    },
  );

  it('answers 404 in the same way for what is not in the contract', async () => {
    const { server } = await start('engineer');
    const response = await request(server).get('/api/platform/no-such-thing');
    expect(response.status).toBe(404);
  });

  it.each<[Standing, boolean]>([
    ['member', false],
    ['engineer', true],
  ])('sends a %s what changes (log files: %s)', async (standing, whole) => {
    const events = await follow(await start(standing));
    const first = (await events.next()).value;
    const { logFile: _logFile, pid: _pid, ...visible } = part('starting');
    const shown = whole ? part('starting') : visible;
    expect(first).toMatchObject({
      kind: 'value',
      value: {
        sources: expect.arrayContaining([
          expect.objectContaining({ parts: [shown] }),
        ]),
      },
    });
    source.show([part('ready')]);
    const told: unknown[] = [];
    for await (const event of events) {
      const operations = event.kind === 'patch' ? event.operations : [];
      told.push(...operations);
      if (operations.some(({ path }) => path.endsWith('/parts/0/state'))) {
        break;
      }
    }
    expect(told).toContainEqual({
      op: 'replace',
      path: '/sources/0/parts/0/state',
      value: 'ready',
    });
  });

  it('sends events past compression and caches', async () => {
    const { server } = await start('member');
    const abort = new AbortController();
    const response = await fetch(
      `http://localhost:${server.port()}/api/platform/live`,
      {
        method: 'POST',
        body: JSON.stringify({ views }),
        headers: {
          'content-type': 'application/json',
          authorization: mockCredentials.user.header(),
          'accept-encoding': 'gzip',
        },
        signal: abort.signal,
      },
    );
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe(
      'no-cache, no-transform',
    );
    expect(response.headers.get('content-encoding')).toBeNull();
    abort.abort();
  });

  it('ends open streams when the portal stops', async () => {
    const running = await start('member');
    const events = await follow(running);
    await events.next();
    const end = events.next();
    await running.stop();
    backend = undefined;
    expect((await end).done).toBe(true);
  });
});
