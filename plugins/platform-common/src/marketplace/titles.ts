import type { Item } from './schema';

type Titled = Pick<Item, 'name' | 'title' | 'operator'>;

/** The title of an item; where another one has the same, with who stands behind it. */
export function titleAmong(item: Titled, items: readonly Titled[]): string {
  const isShared = items.some(
    ({ name, title }) => title === item.title && name !== item.name,
  );
  return isShared ? `${item.title} · ${item.operator.name}` : item.title;
}
