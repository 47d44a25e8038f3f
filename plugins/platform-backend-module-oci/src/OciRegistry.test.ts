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
