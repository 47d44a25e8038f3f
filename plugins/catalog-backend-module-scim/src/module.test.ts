import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import request from 'supertest';
import { catalogModuleScim } from './module';

type Resource = Record<string, unknown>;

/** A user center whose lists can be replaced. */
class UserCenter {
  users: Resource[] = [];
  groups: Resource[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((asked, response) => {
      const all = asked.url?.startsWith('/Users') ? this.users : this.groups;
      response.setHeader('content-type', 'application/scim+json');
      response.end(
        JSON.stringify({ totalResults: all.length, Resources: all }),
      );
    });
  }

  static async listen(): Promise<UserCenter> {
    const center = new UserCenter();
    await new Promise<void>(done =>
      center.#server.listen(0, '127.0.0.1', () => done()),
    );
    return center;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}

describe('the catalog', () => {
  let center: UserCenter;
  let backend: TestBackend;
  const scheduler = mockServices.scheduler();

  beforeEach(async () => {
    center = await UserCenter.listen();
    center.users = [
      { id: '1', userName: 'lin.wei' },
      { id: '2', userName: 'mei.chen' },
    ];
    center.groups = [
      { id: 'c', displayName: 'commerce', members: [{ value: 's' }] },
      { id: 's', displayName: 'shop', members: [{ value: '1' }] },
    ];
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleScim,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              processingInterval: { seconds: 1 },
              providers: {
                scim: {
                  company: {
                    url: center.url,
                    schedule: {
                      frequency: { minutes: 5 },
                      timeout: { seconds: 5 },
                    },
                  },
                },
              },
            },
          },
        }),
      ],
    });
  });

  afterEach(async () => {
    await backend.stop();
    await center.close();
  });

  /** What people belong to, by name, as soon as it is as expected or time is over. */
  async function memberships(
    expected: Record<string, string[]>,
  ): Promise<Record<string, string[]>> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const { body } = await request(backend.server).get(
        '/api/catalog/entities?filter=kind=user,kind=group',
      );
      const seen = Object.fromEntries(
        (body as Entity[]).map(({ metadata, relations }) => [
          metadata.name,
          (relations ?? [])
            .filter(({ type }) => type === 'memberOf' || type === 'childOf')
            .map(({ targetRef }) => targetRef),
        ]),
      );
      if (isDeepStrictEqual(seen, expected) || Date.now() > deadline) {
        return seen;
      }
      await delay(100);
    }
  }

  it('follows those who come, go and change teams', async () => {
    await scheduler.triggerTask('scim:company');
    const before = {
      'lin.wei': ['group:default/shop'],
      'mei.chen': [],
      commerce: [],
      shop: ['group:default/commerce'],
    };
    expect(await memberships(before)).toEqual(before);

    center.users = [{ id: '2', userName: 'mei.chen' }];
    center.groups = [
      { id: 's', displayName: 'shop', members: [{ value: '2' }] },
    ];
    await scheduler.triggerTask('scim:company');
    const after = { 'mei.chen': ['group:default/shop'], shop: [] };
    expect(await memberships(after)).toEqual(after);
  }, 60_000);
});
