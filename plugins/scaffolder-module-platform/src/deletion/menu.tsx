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

const forms = '/create/templates/default';

/** Where things of the catalog are deleted, and what the form calls them. */
export const deletionForms = {
  service: `${forms}/delete-service`,
  application: `${forms}/delete-application`,
} as const;

type Deletable = keyof typeof deletionForms;

/** The form with the name of what is to be deleted filled in. */
export function deletionPath(what: Deletable, entity: Entity): string {
  const formData = JSON.stringify({ [what]: stringifyEntityRef(entity) });
  return `${deletionForms[what]}?${new URLSearchParams({ formData })}`;
}

function useDeletion(what: Deletable) {
  const { entity } = useEntity();
  const { t } = useTranslationRef(creationTranslationRef);
  const navigate = useNavigate();
  const { allowed } = useEntityPermission(catalogEntityDeletePermission);
  return {
    title: t(`deletion.menu.${what}`),
    onClick: () => navigate(deletionPath(what, entity)),
    disabled: !allowed,
  };
}

/** Entries of the menus of services and applications. */
export const deletionMenuItems = [
  EntityContextMenuItemBlueprint.make({
    name: 'delete-service',
    params: {
      icon: <DeleteForever fontSize="small" />,
      filter: { kind: 'component', 'spec.type': 'service' },
      useProps: () => useDeletion('service'),
    },
  }),
  EntityContextMenuItemBlueprint.make({
    name: 'delete-application',
    params: {
      icon: <DeleteForever fontSize="small" />,
      filter: { kind: 'system' },
      useProps: () => useDeletion('application'),
    },
  }),
];
