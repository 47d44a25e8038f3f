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
