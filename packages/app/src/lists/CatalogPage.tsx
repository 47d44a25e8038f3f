import { SupportButton } from '@backstage/core-components';
import {
  configApiRef,
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { CatalogTable } from '@backstage/plugin-catalog';
import catalogPlugin, {
  catalogTranslationRef,
} from '@backstage/plugin-catalog/alpha';
import { catalogEntityCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import {
  CatalogFilterLayout,
  EntityListProvider,
  type EntityListPagination,
} from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink, Container, Header } from '@backstage/ui';
import AddIcon from '@material-ui/icons/Add';
import type { ReactNode } from 'react';
import { useListTitle } from './useListTitle';

/** All entities that one may see, by the filters chosen. */
export function CatalogPage(props: {
  filters: ReactNode;
  pagination: EntityListPagination;
}) {
  return (
    <EntityListProvider pagination={props.pagination}>
      <Top />
      <Container>
        <CatalogFilterLayout>
          <CatalogFilterLayout.Filters>
            {props.filters}
          </CatalogFilterLayout.Filters>
          <CatalogFilterLayout.Content>
            <Entities />
          </CatalogFilterLayout.Content>
        </CatalogFilterLayout>
      </Container>
    </EntityListProvider>
  );
}

function Top() {
  const { t } = useTranslationRef(catalogTranslationRef);
  const config = useApi(configApiRef);
  const orgName = config.getOptionalString('organization.name');
  const create = useRouteRef(catalogPlugin.externalRoutes.createComponent)?.();
  const { allowed } = usePermission({
    permission: catalogEntityCreatePermission,
  });
  return (
    <Header
      title={t('indexPage.title', { orgName: orgName ?? '' }).trim()}
      customActions={
        <>
          {allowed && create && (
            <ButtonLink
              variant="primary"
              href={create}
              iconStart={<AddIcon fontSize="inherit" />}
            >
              {t('indexPage.createButtonTitle')}
            </ButtonLink>
          )}
          {config.has('app.support') && (
            <SupportButton>{t('indexPage.supportButtonContent')}</SupportButton>
          )}
        </>
      }
    />
  );
}

function Entities() {
  return <CatalogTable title={useListTitle()} />;
}
