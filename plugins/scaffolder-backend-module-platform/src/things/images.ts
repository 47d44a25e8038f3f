import type { ImageStore } from '../registry/ImageStore';
import type { Handler } from './Handlers';

/**
 * Images in the registry.
 *
 * @param store - asked for when it is needed; throws where none is configured
 */
export function images(store: () => ImageStore): Handler<'images'> {
  return {
    exists: async ({ repository }, _maker, signal) =>
      store().has(repository, signal),
    remove: async ({ repository }, _maker, _removal, signal) =>
      store().remove(repository, signal),
  };
}
