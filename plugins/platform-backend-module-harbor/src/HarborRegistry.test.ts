import { HarborRegistry } from './HarborRegistry';

const config = {
  type: 'harbor',
  host: 'registry.example.com',
  username: 'portal',
  password: 'p',
};

describe('a name that would lead elsewhere', () => {
  const fetched = jest.spyOn(globalThis, 'fetch');
  afterAll(() => fetched.mockRestore());
  beforeEach(() => {
    fetched.mockReset().mockResolvedValue(new Response());
  });
  const registry = new HarborRegistry(config);

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
