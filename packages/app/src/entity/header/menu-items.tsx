import type { Entity } from '@backstage/catalog-model';
import type { AppNode } from '@backstage/frontend-plugin-api';
import type { EntityContextMenuItemData } from '@backstage/plugin-catalog-react/alpha';
import { createContext, type ReactElement } from 'react';

/** An item of an entity's menu, and for which entities it is. */
export interface EntityMenuItem {
  readonly data: EntityContextMenuItemData;
  readonly node: AppNode;
  readonly filter?: (entity: Entity) => boolean;
}

/** The items of menus of entities, which the stock page gives only to its own header. */
export const EntityMenuItems = createContext<readonly EntityMenuItem[]>([]);

/** A page in which the header knows of the items of its menu. */
export function withMenuItems(
  page: ReactElement,
  items: readonly EntityMenuItem[],
): ReactElement {
  return (
    <EntityMenuItems.Provider value={items}>{page}</EntityMenuItems.Provider>
  );
}
