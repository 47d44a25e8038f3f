import type { Entity } from '@backstage/catalog-model';
import {
  ExtensionBoundary,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import MoreVertIcon from '@material-ui/icons/MoreVert';
import { useContext } from 'react';
import { EntityMenuItems, type EntityMenuItem } from './menu-items';

/** What else can be done with an entity. */
export function EntityMenu({ entity }: { entity: Entity }) {
  const { t } = useTranslationRef(catalogTranslationRef);
  const items = useContext(EntityMenuItems).filter(
    ({ filter }) => filter?.(entity) ?? true,
  );
  return items.length > 0 ? (
    <MenuTrigger>
      <ButtonIcon
        variant="secondary"
        icon={<MoreVertIcon fontSize="inherit" />}
        aria-label={t('entityContextMenu.moreButtonAriaLabel')}
      />
      <Menu placement="bottom end">
        {items.map(({ node, data }) => (
          <ExtensionBoundary
            key={node.spec.id}
            node={node}
            errorPresentation="error-api"
          >
            <Item data={data} />
          </ExtensionBoundary>
        ))}
      </Menu>
    </MenuTrigger>
  ) : null;
}

function Item({ data }: Pick<EntityMenuItem, 'data'>) {
  const { title, disabled, onClick, ...more } = data.useProps();
  return (
    <MenuItem
      iconStart={data.icon}
      href={'href' in more ? more.href : undefined}
      isDisabled={disabled}
      // An item says itself what it could not do.
      onAction={() => void Promise.resolve(onClick?.()).catch(() => {})}
    >
      {title}
    </MenuItem>
  );
}
