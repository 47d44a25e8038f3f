import { askRegistry } from '@pilothouse/plugin-platform-node';
import { InMemoryRegistry } from '@pilothouse/plugin-platform-node/testing';
import { image } from '../__testUtils__/steps';
import { TestServer } from '../__testUtils__/TestServer';
import { outlineOf } from '../http/remote';
import { RegistryImages } from './RegistryImages';

it('sees and removes the images of a repository', async () => {
  const registry = new InMemoryRegistry();
  const images = new RegistryImages(registry);
  expect(images.host).toBe('registry.example.com');
  await expect(images.has('shop/checkout')).resolves.toBe(false);
  registry.push('shop/checkout', image);
  await expect(images.has('shop/checkout')).resolves.toBe(true);
  await expect(images.remove('shop/checkout')).resolves.toBe(true);
  await expect(images.remove('shop/checkout')).resolves.toBe(false);
});

it.each([403, 500])(
  'tells those who look nothing of what a registry says to the portal with %i',
  async status => {
    const server = await TestServer.start(() => ({
      status,
      json: { about: 'the ledger of others' },
    }));
    try {
      const { host } = server;
      const login = { username: 'portal', password: 'p' };
      const refused: unknown = await askRegistry(
        { type: 'oci', host, ...login },
        '/v2/',
      ).catch(error => error);
      expect(String(refused)).toContain('the ledger of others');
      expect(outlineOf(refused)).toContain(`(${status})`);
      expect(outlineOf(refused)).not.toContain('ledger');
    } finally {
      await server.close();
    }
  },
);
