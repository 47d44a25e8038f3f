import type { ImageStore } from '../registry/ImageStore';

/** Twin of the registry. */
export class InMemoryImages implements ImageStore {
  readonly host = 'registry.example.com';
  readonly repositories = new Set<string>();
  /** Throws to refuse. */
  gate: () => void = () => {};

  async has(repository: string): Promise<boolean> {
    return this.repositories.has(repository);
  }

  async remove(repository: string): Promise<boolean> {
    this.gate();
    return this.repositories.delete(repository);
  }
}
