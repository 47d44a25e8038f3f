import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  EntityKindFilter,
  EntityTypeFilter,
  EntityUserFilter,
  MockEntityListContextProvider,
  type DefaultEntityFilters,
} from '@backstage/plugin-catalog-react';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { stockTranslations } from '../language/stock';
import { useListTitle } from './useListTitle';

function Title() {
  return <h1>{useListTitle()}</h1>;
}

const words = createFrontendModule({
  pluginId: 'app',
  extensions: stockTranslations,
});

const kind = new EntityKindFilter('component', 'Component');
const owned = EntityUserFilter.owned([]);
const website = new EntityTypeFilter('website');

it.each<
  readonly ['en' | 'zh', DefaultEntityFilters, number | undefined, string]
>([
  ['en', { kind, user: owned }, 8, 'Owned · Component (8)'],
  ['zh', { kind, user: owned }, 8, '我负责的 · 组件 (8)'],
  ['zh', { kind, user: owned }, undefined, '我负责的 · 组件 (…)'],
  ['zh', { kind, type: website }, 0, '全部 · 网站 · 组件 (0)'],
  [
    'zh',
    { kind: new EntityKindFilter('gadget', 'Gadget') },
    1,
    '全部 · gadget (1)',
  ],
])('says in %s what a list shows', async (language, filters, total, title) => {
  renderIn(
    language,
    <MockEntityListContextProvider
      value={{
        filters,
        loading: false,
        totalItems: total ?? 0,
        totalItemsLoading: total === undefined,
      }}
    >
      <Title />
    </MockEntityListContextProvider>,
    { features: [words] },
  );
  expect(
    await screen.findByRole('heading', { name: title }),
  ).toBeInTheDocument();
});
