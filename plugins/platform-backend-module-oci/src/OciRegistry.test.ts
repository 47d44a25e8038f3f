import { OciRegistry } from './OciRegistry';

const config = {
  type: 'oci',
  host: 'registry.example.com',
  username: 'portal',
  password: 'p',
};
const registry = new OciRegistry(config);
const fetched = jest.spyOn(globalThis, 'fetch');
beforeEach(() => fetched.mockReset());
afterAll(() => fetched.mockRestore());

describe('a name that would lead elsewhere', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['deleteRepository', () => registry.deleteRepository('shop/../../x')],
    ['artifacts', () => registry.artifacts('shop/..')],
    ['artifact', () => registry.artifact('shop/web', '..')],
    ['repositories', () => registry.repositories('..')],
  ])('is not asked for by %s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ name: 'InputError' });
    expect(fetched).not.toHaveBeenCalled();
  });
});

const json = (body: unknown, status = 200) =>
  Response.json(body, {
    status,
    headers: { 'docker-content-digest': 'sha256:ab' },
  });
const sendsForToken = () =>
  new Response(undefined, {
    status: 401,
    headers: {
      'www-authenticate': 'Bearer realm="https://tokens.example.com/token"',
    },
  });

describe('an answer that is not understood', () => {
  const list = () => registry.artifacts('shop/web');
  const catalog = () => registry.repositories('shop');
  const manifest = () => registry.artifact('shop/web', 'v1');

  it.each<[string, () => Promise<unknown>, () => Response]>([
    ['tags that are no JSON', list, () => new Response('<html>')],
    ['tags of another form', list, () => json({ tags: [1] })],
    ['a catalog that is no JSON', catalog, () => new Response('<html>')],
    ['a catalog of another form', catalog, () => json({ repositories: 1 })],
    ['a manifest of another form', manifest, () => json({ layers: [{}] })],
  ])('is a failure of the registry: %s', async (_, ask, answer) => {
    fetched.mockImplementation(async () => answer());
    await expect(ask()).rejects.toMatchObject({
      problem: 'failed',
    });
  });
});

describe('what is not there', () => {
  it('is no list of repositories, but a registry that cannot list', async () => {
    fetched.mockImplementation(async () => json({}, 404));
    await expect(registry.repositories('shop')).rejects.toMatchObject({
      problem: 'unsupported',
    });
  });

  it('is no tags of a repository', async () => {
    fetched.mockImplementation(async () => json({}, 404));
    expect(await registry.artifacts('shop/web')).toEqual([]);
  });
});

describe('a token', () => {
  it('is asked for with a time limit beside the signal of the caller', async () => {
    const { signal } = new AbortController();
    const late = new AbortController();
    const limits = jest
      .spyOn(AbortSignal, 'timeout')
      .mockReturnValue(late.signal);
    fetched.mockResolvedValueOnce(sendsForToken());
    fetched.mockImplementationOnce(async (_, how) => {
      late.abort(new Error('late'));
      how?.signal?.throwIfAborted();
      return json({ token: 't' });
    });
    try {
      await expect(
        registry.artifacts('shop/web', signal),
      ).rejects.toMatchObject({ problem: 'unreachable' });
    } finally {
      limits.mockRestore();
    }
  });

  it('is let go by an abort, which stays one', async () => {
    const caller = new AbortController();
    fetched.mockResolvedValueOnce(sendsForToken());
    fetched.mockImplementationOnce(async (_, how) => {
      caller.abort();
      how?.signal?.throwIfAborted();
      return json({ token: 't' });
    });
    await expect(
      registry.artifacts('shop/web', caller.signal),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
