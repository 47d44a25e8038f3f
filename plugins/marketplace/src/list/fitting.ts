import {
  compareEnvironments,
  type Instance,
  type Item,
  type Marketplace,
} from '@pilothouse/plugin-platform-common';

/** What one looks for. */
export interface Looking {
  readonly text: string;
  readonly category?: Item['category'];
}

/** The items that fit, by their titles. */
export function fittingItems(
  { items }: Pick<Marketplace, 'items'>,
  { text, category }: Looking,
): Item[] {
  return Object.values(items)
    .filter(
      item =>
        (!category || item.category === category) &&
        isIn(
          [
            item.title,
            item.name,
            item.kind,
            item.operator.name,
            item.summary.en,
            item.summary.zh,
            ...(item.tags ?? []),
          ],
          text,
        ),
    )
    .sort((one, other) => one.title.localeCompare(other.title, 'en'));
}

/** The instances that fit: production first, then by name. */
export function fittingInstances(
  { items, instances }: Pick<Marketplace, 'items' | 'instances'>,
  { text, category }: Looking,
): Instance[] {
  return Object.values(instances)
    .filter(({ ref, tenant, environment }) => {
      const item = items[ref.item];
      return (
        (!category || item?.category === category) &&
        isIn(
          [
            ref.name,
            ref.namespace,
            ref.cluster,
            tenant,
            environment,
            item?.title,
            item?.operator.name,
          ],
          text,
        )
      );
    })
    .sort(
      (one, other) =>
        compareEnvironments(other.environment, one.environment) ||
        one.ref.name.localeCompare(other.ref.name, 'en', { numeric: true }),
    );
}

function isIn(texts: readonly (string | undefined)[], sought: string): boolean {
  const words = sought.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const all = texts.join(' ').toLocaleLowerCase();
  return words.every(word => all.includes(word));
}
