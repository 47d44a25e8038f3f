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
  /** What is asked, where Harbor answers so to the order of the project. */
  async function askedWith(keepImages: number | undefined, status: number) {
    fetched.mockImplementation(async (_, request) =>
      request?.method === 'GET'
        ? Response.json({ project_id: 7 })
        : new Response('', {
            status: fetched.mock.calls.length === 1 ? status : 201,
          }),
    );
    const made = new HarborRegistry({ ...config, keepImages });
    await made.ensureProject('shop');
    return fetched.mock.calls.map(([address, request]) => {
      const { pathname } = new URL(String(address));
      return { path: pathname.slice('/api/v2.0'.length), request };
    });
  }

  it('keeps as many images as the setting says', async () => {
    const asked = await askedWith(20, 201);
    const { path, request } = asked[asked.length - 1];
    expect(path).toBe('/retentions');
    expect(JSON.parse(String(request?.body))).toMatchObject({
      rules: [{ params: { latestPushedK: 20 } }],
      scope: { ref: 7 },
    });
  });

  it.each([
    ['without the setting', undefined, 201],
    ['that was there before', 20, 409],
  ])('keeps all %s', async (_, keepImages, status) => {
    const asked = await askedWith(keepImages, status);
    expect(asked.map(({ path }) => path)).toEqual(['/projects']);
  });
});
