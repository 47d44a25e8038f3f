import {
  createExtensionInput,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import searchPlugin from '@backstage/plugin-search/alpha';
import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import SearchIcon from '@material-ui/icons/Search';

/** In the place of the stock page, which has its words in English and counts no results. */
const page = PageBlueprint.makeWithOverrides({
  inputs: {
    items: createExtensionInput([SearchResultListItemBlueprint.dataRefs.item]),
  },
  factory: (original, { inputs }) =>
    original({
      path: '/search',
      routeRef: searchPlugin.routes.root,
      title: 'Search',
      icon: <SearchIcon fontSize="inherit" />,
      loader: async () => {
        const { SearchPage } = await import('./SearchPage');
        const items = inputs.items.map(item =>
          item.get(SearchResultListItemBlueprint.dataRefs.item),
        );
        return <SearchPage items={items} />;
      },
    }),
});

/** The page that finds services, teams and documents. */
export const search = createFrontendModule({
  pluginId: 'search',
  extensions: [page],
});
