import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EntityContextMenuItemBlueprint } from '@backstage/plugin-catalog-react/alpha';
import Autorenew from '@material-ui/icons/Autorenew';
import { jobAnnotation } from '@pilothouse/plugin-platform-common';
import { useNavigate } from 'react-router-dom';
import { creationTranslationRef } from '../language/ref';

const form = '/create/templates/default/renew-deploy-rights';

function useRenewal() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(creationTranslationRef);
  const navigate = useNavigate();
  const formData = JSON.stringify({ service: stringifyEntityRef(entity) });
  return {
    title: t('renewal.menu'),
    onClick: () => navigate(`${form}?${new URLSearchParams({ formData })}`),
  };
}

/** Entry of the menu of a service that renews what its pipeline deploys by. */
export const renewalMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'renew-deploy-rights',
  params: {
    icon: <Autorenew fontSize="small" />,
    filter: {
      kind: 'component',
      'spec.type': { $in: ['service', 'website'] },
      [`metadata.annotations.${jobAnnotation}`]: { $exists: true },
    },
    useProps: useRenewal,
  },
});
