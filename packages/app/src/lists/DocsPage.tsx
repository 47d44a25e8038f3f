import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CatalogFilterLayout,
  EntityListProvider,
  EntityOwnerPicker,
  EntityTagPicker,
  entityPresentationApiRef,
  useEntityList,
  useStarredEntities,
  UserListPicker,
  type UserListFilterKind,
} from '@backstage/plugin-catalog-react';
import {
  DocsTable,
  TechDocsPicker,
  type DocsTableRow,
} from '@backstage/plugin-techdocs';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';
import { Container } from '@backstage/ui';
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { Failure } from '@pilothouse/plugin-platform-react';
import { useEntityWords } from '../language/entityWords';
import { useWhose } from './useListTitle';

/** All documentation that one may read, by the filters chosen. */
export function DocsPage(props: { initialFilter: UserListFilterKind }) {
  return (
    <Container mt="6">
      <EntityListProvider>
        <CatalogFilterLayout>
          <CatalogFilterLayout.Filters>
            <TechDocsPicker />
            <UserListPicker initialFilter={props.initialFilter} />
            <EntityOwnerPicker />
            <EntityTagPicker />
          </CatalogFilterLayout.Filters>
          <CatalogFilterLayout.Content>
            <Documents />
          </CatalogFilterLayout.Content>
        </CatalogFilterLayout>
      </EntityListProvider>
    </Container>
  );
}

function Documents() {
  const { t } = useTranslationRef(techdocsTranslationRef);
  const { entities, loading, error } = useEntityList();
  const columns = useColumns();
  const { isStarredEntity, toggleStarredEntity } = useStarredEntities();
  const title = useWhose();
  if (error) return <Failure title={t('error.couldNotLoad')} error={error} />;
  return (
    <DocsTable
      title={title}
      entities={entities}
      loading={loading}
      columns={columns}
      actions={[
        ...(navigator.clipboard
          ? [DocsTable.actions.createCopyDocsUrlAction(copy, t)]
          : []),
        DocsTable.actions.createStarEntityAction(
          isStarredEntity,
          toggleStarredEntity,
          t,
        ),
      ]}
    />
  );
}

async function copy(text: string) {
  await navigator.clipboard.writeText(text);
}

/** The columns for which there is room; a description needs a line that takes some words. */
function useColumns() {
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'), {
    noSsr: true,
  });
  const { kindOf, typeOf } = useEntityWords();
  const presentation = {
    entityPresentationApi: useApi(entityPresentationApiRef),
  };
  const { columns: stock } = DocsTable;
  const name = [
    stock.createTitleColumn({ hidden: true, ...presentation }),
    stock.createNameColumn(presentation),
  ];
  if (narrow) return name;
  return [
    ...name,
    stock.createOwnerColumn(),
    {
      ...stock.createKindColumn(),
      render: ({ entity }: DocsTableRow) => kindOf(entity.kind),
    },
    {
      ...stock.createTypeColumn(),
      render: ({ entity }: DocsTableRow) =>
        typeOf(`${entity.spec?.type ?? ''}`),
    },
  ];
}
