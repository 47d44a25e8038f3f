import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { catalogEntityDeletePermission } from '@backstage/plugin-catalog-common/alpha';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityContextMenuItemBlueprint,
  useEntityPermission,
} from '@backstage/plugin-catalog-react/alpha';
import DeleteForever from '@material-ui/icons/DeleteForever';
import { useNavigate } from 'react-router-dom';
import { creationTranslationRef } from '../language/ref';

/** Where services are deleted. */
export const deletionForm = '/create/templates/default/delete-service';

/** The same with the name of a service filled in. */
export function deletionPath(entity: Entity): string {
  const formData = JSON.stringify({ service: stringifyEntityRef(entity) });
  return `${deletionForm}?${new URLSearchParams({
    formData,
  })}`;
}

/** Entry of the menu of a service. */
export const deletionMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'delete-service',
  params: {
    icon: <DeleteForever fontSize="small" />,
    filter: { kind: 'component', 'spec.type': 'service' },
    useProps: () => {
      const { entity } = useEntity();
      const { t } = useTranslationRef(creationTranslationRef);
      const navigate = useNavigate();
      const { allowed } = useEntityPermission(catalogEntityDeletePermission);
      return {
        title: t('deletion.menu'),
        onClick: () => navigate(deletionPath(entity)),
        disabled: !allowed,
      };
    },
  },
});
