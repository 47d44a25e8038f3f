import {
  coreExtensionData,
  createExtensionInput,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import CategoryIcon from '@material-ui/icons/Category';
import DescriptionIcon from '@material-ui/icons/Description';

const catalog = PageBlueprint.makeWithOverrides({
  inputs: {
    filters: createExtensionInput([coreExtensionData.reactElement]),
  },
  factory: (original, { inputs }) =>
    original({
      path: '/catalog',
      routeRef: catalogPlugin.routes.catalogIndex,
      title: 'Catalog',
      icon: <CategoryIcon fontSize="inherit" />,
      loader: async () => {
        const { CatalogPage } = await import('./CatalogPage');
        const filters = inputs.filters.map(filter =>
          filter.get(coreExtensionData.reactElement),
        );
        return <CatalogPage filters={<>{filters}</>} pagination />;
      },
    }),
});

const docs = PageBlueprint.make({
  params: {
    path: '/docs',
    routeRef: techdocsPlugin.routes.root,
    title: 'Docs',
    icon: <DescriptionIcon fontSize="inherit" />,
    loader: async () => {
      const { DocsPage } = await import('./DocsPage');
      return <DocsPage initialFilter="owned" />;
    },
  },
});

/** Lists of entities in the place of stock ones, whose titles are fixed in English. */
export const lists = [
  createFrontendModule({ pluginId: 'catalog', extensions: [catalog] }),
  createFrontendModule({ pluginId: 'techdocs', extensions: [docs] }),
];
