import type { ImageRegistry } from '@pilothouse/plugin-platform-node';
import type { ImageStore } from './ImageStore';

/** Images in the registry of the portal. */
export class RegistryImages implements ImageStore {
  constructor(private readonly registry: ImageRegistry) {}

  get host(): string {
    return this.registry.host;
  }

  async has(repository: string, signal?: AbortSignal): Promise<boolean> {
    return (await this.registry.artifacts(repository, signal)).length > 0;
  }

  remove(repository: string, signal?: AbortSignal): Promise<boolean> {
    return this.registry.deleteRepository(repository, signal);
  }
}
