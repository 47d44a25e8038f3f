import {
  coreExtensionData,
  createFrontendModule,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import CategoryIcon from '@material-ui/icons/Category';
import DescriptionIcon from '@material-ui/icons/Description';
import { Route, Routes } from 'react-router-dom';

/** The list of all entities, with the configuration of the stock one. */
export const catalog = catalogPlugin.getExtension('page:catalog').override({
  factory: (original, { config, inputs }) => {
    // The stock page alone has the button for the export.
    if (config.exportSettings?.enabled) return original();
    return original({
      params: {
        icon: <CategoryIcon fontSize="inherit" />,
        loader: async () => {
          const { CatalogPage } = await import('./CatalogPage');
          const filters = inputs.filters.map(filter =>
            filter.get(coreExtensionData.reactElement),
          );
          return (
            <CatalogPage
              filters={<>{filters}</>}
              pagination={config.pagination}
            />
          );
        },
      },
    });
  },
});

/** The list of all documentation, with the configuration of the stock one. */
export const docs = techdocsPlugin.getExtension('page:techdocs').override({
  factory: (original, { config }) =>
    original({
      params: {
        icon: <DescriptionIcon fontSize="inherit" />,
        loader: async () => {
          const { DocsPage } = await import('./DocsPage');
          return <DocsPage initialFilter={config.initialFilter} />;
        },
      },
    }),
});

/** The list of runs; what is below it is the stock page of a run. */
const tasks = scaffolderPlugin
  .getExtension('sub-page:scaffolder/tasks')
  .override({
    factory: (original, { node }) => {
      const stock = original();
      const { reactElement } = coreExtensionData;
      const list = ExtensionBoundary.lazy(node, async () => {
        const { TasksPage } = await import('./TasksPage');
        return <TasksPage />;
      });
      return [
        ...[...stock].filter(({ id }) => id !== reactElement.id),
        reactElement(
          <Routes>
            <Route index element={list} />
            <Route path="*" element={stock.get(reactElement)} />
          </Routes>,
        ),
      ];
    },
  });

/** Lists in the place of stock ones, in which words are fixed in English. */
export const lists = [
  createFrontendModule({ pluginId: 'catalog', extensions: [catalog] }),
  createFrontendModule({ pluginId: 'scaffolder', extensions: [tasks] }),
  createFrontendModule({ pluginId: 'techdocs', extensions: [docs] }),
];
