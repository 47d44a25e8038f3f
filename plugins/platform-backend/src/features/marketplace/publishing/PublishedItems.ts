import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { platformPluginId } from '@pilothouse/plugin-platform-common';
import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';

/** What tells which items were published. */
export interface PublishedItemsSource {
  items(): readonly MiddlewareItem[];
  /** @returns ends the subscription */
  subscribe(listener: () => void): () => void;
}

/**
 * Items that were published, for all plugins of the backend. They lie in the database of the
 * platform plugin, which tells them once it has read them.
 */
export class PublishedItems implements PublishedItemsSource {
  readonly #listeners = new Set<() => void>();
  #source?: PublishedItemsSource;

  /** @param expected - whether anybody tells them; where nobody does, there are none */
  constructor(private readonly expected: boolean) {}

  /** Has them told by a source from now on. */
  tellFrom(source: PublishedItemsSource): void {
    this.#source = source;
    source.subscribe(() => this.#tell());
    this.#tell();
  }

  /** Whether all of them are known, so that one that is not there does not exist. */
  isKnown(): boolean {
    return !this.expected || this.#source !== undefined;
  }

  items(): readonly MiddlewareItem[] {
    return this.#source?.items() ?? [];
  }

  subscribe(listener: () => void): () => void {
    const call = () => listener();
    this.#listeners.add(call);
    return () => this.#listeners.delete(call);
  }

  #tell(): void {
    this.#listeners.forEach(listener => listener());
  }
}

/** Items that were published, for all plugins of the backend. */
export const publishedItemsRef = createServiceRef<PublishedItems>({
  id: 'pilothouse.marketplace.published',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { instance: coreServices.rootInstanceMetadata },
      async factory({ instance }) {
        const plugins = await instance.getInstalledPlugins();
        return new PublishedItems(
          plugins.some(({ pluginId }) => pluginId === platformPluginId),
        );
      },
    }),
});
