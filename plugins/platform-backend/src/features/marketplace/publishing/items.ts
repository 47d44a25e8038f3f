import type { MiddlewareItem } from '@pilothouse/plugin-platform-node';
import type { Items } from '../Items';
import { kindsOf } from '../offers';
import type { PublishedDefinitions } from './PublishedDefinitions';

/**
 * Items of providers, and after them those that were published. A name belongs first to what
 * a provider always has, then to what is published, then to what is found.
 *
 * @param asWanted - lays what the company's configuration says over an item
 */
export function withPublished(
  others: Items,
  published: Pick<PublishedDefinitions, 'items' | 'refresh' | 'subscribe'>,
  asWanted: (item: MiddlewareItem) => MiddlewareItem,
): Items {
  const more = () =>
    published
      .items()
      .filter(({ name }) => !others.own.has(name))
      .map(asWanted);
  return {
    ...others,
    current: clusters => {
      const last = more();
      const taken = new Set(last.map(({ name }) => name));
      return [
        ...others.current(clusters).filter(({ name }) => !taken.has(name)),
        ...last,
      ];
    },
    kinds: () => [...others.kinds(), ...more().flatMap(kindsOf)],
    subscribe(listener) {
      const ends = [others.subscribe(listener), published.subscribe(listener)];
      return () => ends.forEach(end => end());
    },
    fresh: async name => {
      if (!others.own.has(name)) await published.refresh();
    },
  };
}
