import {
  createFrontendModule,
  dialogApiRef,
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import catalogPlugin, {
  catalogTranslationRef,
} from '@backstage/plugin-catalog/alpha';
import { catalogEntityDeletePermission } from '@backstage/plugin-catalog-common/alpha';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityContextMenuItemBlueprint,
  useEntityPermission,
} from '@backstage/plugin-catalog-react/alpha';
import DeleteIcon from '@material-ui/icons/DeleteOutline';
import { useNavigate } from 'react-router-dom';
import { UnregisterDialog } from './UnregisterDialog';

/** In the place of the stock item of the same name, with a dialog that says why not. */
const unregisterEntity = EntityContextMenuItemBlueprint.make({
  name: 'unregister-entity',
  params: {
    icon: <DeleteIcon fontSize="inherit" />,
    useProps: () => {
      const { entity } = useEntity();
      const dialogApi = useApi(dialogApiRef);
      const navigate = useNavigate();
      const catalog = useRouteRef(catalogPlugin.routes.catalogIndex);
      const redirect = useRouteRef(
        catalogPlugin.externalRoutes.unregisterRedirect,
      );
      const { t } = useTranslationRef(catalogTranslationRef);
      const { allowed } = useEntityPermission(catalogEntityDeletePermission);
      return {
        title: t('entityContextMenu.unregisterMenuTitle'),
        disabled: !allowed,
        onClick: async () => {
          dialogApi.open(({ dialog }) => (
            <UnregisterDialog
              open
              entity={entity}
              onClose={() => dialog.close()}
              onConfirm={() => {
                dialog.close();
                navigate((redirect ?? catalog)?.() ?? '/');
              }}
            />
          ));
        },
      };
    },
  },
});

/** The items of an entity's menu that are other than the stock ones. */
export const entityMenu = createFrontendModule({
  pluginId: 'catalog',
  extensions: [unregisterEntity],
});
