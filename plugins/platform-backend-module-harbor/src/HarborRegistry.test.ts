import { HarborRegistry } from './HarborRegistry';

const config = {
  type: 'harbor',
  host: 'registry.example.com',
  username: 'portal',
  password: 'p',
};

const fetched = jest.spyOn(globalThis, 'fetch');
beforeEach(() => fetched.mockReset());
afterAll(() => fetched.mockRestore());
const registry = new HarborRegistry(config);

describe('a name that would lead elsewhere', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['deleteRepository', () => registry.deleteRepository('shop/..')],
    ['artifacts', () => registry.artifacts('shop/..')],
    ['artifact', () => registry.artifact('shop/web', '..')],
    ['repositories', () => registry.repositories('..')],
    ['deleteProject', () => registry.deleteProject('..')],
  ])('is not asked for by %s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ name: 'InputError' });
    expect(fetched).not.toHaveBeenCalled();
  });
});

it('lets an abort amid an answer be one', async () => {
  const caller = new AbortController();
  fetched.mockImplementationOnce(async () => {
    caller.abort();
    return new Response('{"na');
  });
  await expect(
    registry.hasProject('shop', caller.signal),
  ).rejects.toMatchObject({ name: 'AbortError' });
});

describe('a project that is made', () => {
  interface Before {
    readonly keepImages?: number;
    /** What Harbor answers to the order of the project. */
    readonly status: number;
    readonly begun?: boolean;
    readonly metadata?: object;
  }

  async function askedWith({ keepImages, status, begun, metadata }: Before) {
    fetched.mockImplementation(async (_, request) =>
      request?.method === 'GET'
        ? Response.json({ project_id: 7, metadata })
        : new Response('', {
            status: fetched.mock.calls.length === 1 ? status : 201,
          }),
    );
    const made = new HarborRegistry({ ...config, keepImages });
    await made.ensureProject('shop', undefined, { begun });
    return fetched.mock.calls.map(([address, request]) => {
      const { pathname } = new URL(String(address));
      return { path: pathname.slice('/api/v2.0'.length), request };
    });
  }

  it.each<[string, Before]>([
    ['that is new', { keepImages: 20, status: 201 }],
    [
      'whose making was cut short',
      {
        keepImages: 20,
        status: 409,
        begun: true,
        metadata: { public: 'false' },
      },
    ],
  ])('keeps as many images as the setting says: one %s', async (_, before) => {
    const asked = await askedWith(before);
    const { path, request } = asked[asked.length - 1];
    expect(path).toBe('/retentions');
    expect(JSON.parse(String(request?.body))).toMatchObject({
      rules: [{ params: { latestPushedK: 20 } }],
      scope: { ref: 7 },
    });
  });

  it.each<[string, Before]>([
    ['without the setting', { status: 201 }],
    ['that was there before', { keepImages: 20, status: 409 }],
    [
      'that has a policy',
      {
        ...{ keepImages: 20, status: 409, begun: true },
        metadata: { retention_id: '3' },
      },
    ],
  ])('gets no policy %s', async (_, before) => {
    const asked = await askedWith(before);
    expect(asked.map(({ path }) => path)).not.toContain('/retentions');
  });
});
