import { mockServices } from '@backstage/backend-test-utils';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { refsOf, ScimEntityProvider, type Known } from './ScimEntityProvider';

const url = 'https://sso.example.com/scim/v2';
const server = setupServer();

type Resource = Record<string, unknown>;

/** Answers as a user center that holds these and gives out `limit` at a time. */
function serve(users: Resource[], groups: Resource[] = [], limit = 2) {
  const asked: string[] = [];
  const list = (path: string, all: Resource[]) =>
    http.get(`${url}/${path}`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      const start = Number(query.get('startIndex'));
      asked.push(`${path} ${start} ${request.headers.get('authorization')}`);
      return HttpResponse.json({
        totalResults: all.length,
        Resources: all.slice(start - 1, start - 1 + limit),
      });
    });
  server.use(list('Users', users), list('Groups', groups));
  return asked;
}

const people = (...names: string[]): Resource[] =>
  names.map(userName => ({ id: `id-${userName}`, userName, active: true }));

describe('ScimEntityProvider', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  /** Stands where the catalog's database is, which several processes share. */
  class Catalog {
    readonly mutations: EntityProviderMutation[] = [];
    known: Known = { users: new Set(), groups: new Set() };

    tell(mutation: EntityProviderMutation) {
      this.mutations.push(mutation);
      const entities =
        mutation.type === 'full'
          ? mutation.entities.map(({ entity }) => entity)
          : [];
      const of = (kind: string) =>
        refsOf(entities.filter(entity => entity.kind === kind));
      this.known = { users: of('User'), groups: of('Group') };
    }
  }

  async function start(
    known?: Known,
    maxRemovalPercent = 50,
    catalog = new Catalog(),
  ) {
    const { mutations } = catalog;
    catalog.known = known ?? catalog.known;
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const provider = new ScimEntityProvider({
      config: {
        name: 'company',
        url,
        token: 'the-token',
        namespace: 'default',
        pageSize: 50,
        maxRemovalPercent,
        requestTimeoutMs: 1_000,
        schedule: { frequency: { minutes: 5 }, timeout: { minutes: 2 } },
      },
      logger,
      readKnown: async () => catalog.known,
      taskRunner: { run: async () => undefined },
    });
    await provider.connect({
      applyMutation: async mutation => {
        catalog.tell(mutation);
      },
      refresh: async () => undefined,
    });
    const names = () =>
      mutations.map(mutation =>
        mutation.type === 'full'
          ? mutation.entities.map(({ entity }) => entity.metadata.name)
          : [],
      );
    const run = () => provider.run(new AbortController().signal);
    return { run, names, logger };
  }

  it('reads page after page, with its token', async () => {
    const asked = serve(people('a', 'b', 'c', 'd', 'e'));
    const { run, names } = await start();
    await run();
    expect(names()).toEqual([['a', 'b', 'c', 'd', 'e']]);
    expect(asked).toEqual([
      'Users 1 Bearer the-token',
      'Users 3 Bearer the-token',
      'Users 5 Bearer the-token',
      'Groups 1 Bearer the-token',
    ]);
  });

  it('tells all of it each time, and the log only what is new', async () => {
    const { run, names, logger } = await start();
    serve(people('a', 'b', 'c'));
    await run();
    await run();
    expect(logger.info).toHaveBeenCalledTimes(1);
    serve(people('c', 'a'));
    await run();
    expect(names()).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['a', 'c'],
    ]);
    expect(logger.info).toHaveBeenCalledTimes(2);
  });

  it('removes again whom another process has added meanwhile', async () => {
    const catalog = new Catalog();
    const one = await start(undefined, 50, catalog);
    const other = await start(undefined, 50, catalog);
    serve(people('a', 'b'));
    await one.run();
    serve(people('a', 'b', 'c'));
    await other.run();
    serve(people('a', 'b'));
    await one.run();
    expect([...catalog.known.users]).toEqual([
      'user:default/a',
      'user:default/b',
    ]);
  });

  it('judges a removal by what another process has told', async () => {
    const catalog = new Catalog();
    const one = await start(undefined, 50, catalog);
    const other = await start(undefined, 50, catalog);
    serve(people('a'));
    await one.run();
    serve(people('a', 'b', 'c', 'd', 'e', 'f'));
    await other.run();
    serve(people('a'));
    await expect(one.run()).rejects.toThrow(/would remove 5 of 6 people/);
  });

  it.each([
    [
      'answers with an error',
      () => HttpResponse.json({ detail: 'down' }, { status: 503 }),
      /503/,
    ],
    ['cannot be reached', () => HttpResponse.error(), /does not answer/],
    [
      'sends something else than JSON',
      () => HttpResponse.html('<h1>Sign in</h1>'),
      /did not answer with JSON/,
    ],
    [
      'sends a person without a user name',
      () => HttpResponse.json({ totalResults: 1, Resources: [{ id: '1' }] }),
      /Resources\.0\.userName/,
    ],
    [
      'promises more than it sends',
      () => HttpResponse.json({ totalResults: 3, Resources: [] }),
      /told of 3 but sent 0/,
    ],
    [
      'sends the same page again and again',
      () => HttpResponse.json({ totalResults: 3, Resources: people('a') }),
      /told of 3 but sent 1/,
    ],
    [
      'sends everybody away',
      () => HttpResponse.json({ totalResults: 0 }),
      /would remove 2 of 2 people/,
    ],
  ])(
    'keeps the catalog as it is when the user center %s',
    async (_, answer, message) => {
      const { run, names } = await start();
      serve(people('a', 'b'));
      await run();
      server.use(http.get(`${url}/Users`, answer));
      await expect(run()).rejects.toThrow(message);
      expect(names()).toEqual([['a', 'b']]);
    },
  );

  it('remembers across restarts who was known', async () => {
    const known = {
      users: new Set(['a', 'b', 'c'].map(name => `user:default/${name}`)),
      groups: new Set<string>(),
    };
    serve([]);
    const { run, names } = await start(known);
    await expect(run()).rejects.toThrow(/would remove 3 of 3 people/);
    expect(names()).toEqual([]);
  });

  it('removes everybody when that is allowed', async () => {
    const known = {
      users: new Set(['user:default/a']),
      groups: new Set<string>(),
    };
    serve([]);
    const { run, names } = await start(known, 100);
    await run();
    expect(names()).toEqual([[]]);
  });

  it('warns of names that collide', async () => {
    serve(people('lin', 'LIN', 'mei'), [], 10);
    const { run, names, logger } = await start();
    await run();
    expect(names()).toEqual([['mei']]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('"LIN", "lin" are left out'),
    );
  });
});
