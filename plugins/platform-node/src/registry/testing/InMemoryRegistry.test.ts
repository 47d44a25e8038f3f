import { createHash } from 'node:crypto';
import { keeps } from '../../laws/keeps';
import { noImageRegistry } from '../no-image-registry';
import { openRegistry } from '../service';
import { InMemoryRegistry } from './InMemoryRegistry';
import {
  registryContentLaws,
  registryProjectLaws,
  type RegistryBench,
} from './registry-laws';

async function bench(): Promise<RegistryBench> {
  const registry = new InMemoryRegistry();
  return {
    registry,
    project: 'team',
    async push(repository, tag, text) {
      const hex = createHash('sha256').update(text).digest('hex');
      const digest = `sha256:${hex}`;
      const known = await registry.artifact(repository, digest);
      registry.push(repository, {
        digest,
        size: text.length,
        pushedAt: '2031-01-01T00:00:00Z',
        tags: [...(known?.tags ?? []), tag],
        scan: { kind: 'not-known', because: 'There is no scanner' },
      });
      return digest;
    },
    close: async () => undefined,
  };
}

describe('InMemoryRegistry', () => {
  it.each([...registryContentLaws, ...registryProjectLaws])(
    '$title',
    async law => {
      expect(await keeps(law, bench)).toBe(true);
    },
  );
});

describe('the registry that is configured', () => {
  const config = { type: 'a', host: 'h', username: 'u', password: 'p' };
  const registry = new InMemoryRegistry();
  const providers = [{ type: 'a', open: () => registry }];

  it('is opened by the provider of its type', () => {
    expect(openRegistry(config, providers)).toBe(registry);
  });

  it('refuses all where there is none', async () => {
    const none = openRegistry(undefined, providers);
    expect(none).toBe(noImageRegistry);
    await expect(none.repositories('team')).rejects.toMatchObject({
      problem: 'not-configured',
    });
  });

  it('says which types there are', () => {
    expect(() => openRegistry({ ...config, type: 'b' }, providers)).toThrow(
      'pilothouse.registry.type is b, but the portal knows only: a',
    );
  });
});
