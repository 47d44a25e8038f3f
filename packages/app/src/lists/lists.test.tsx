import type { Entity } from '@backstage/catalog-model';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  catalogApiRef,
  EntityKindPicker,
  entityPresentationApiRef,
  entityRouteRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { stockTranslations } from '../language/stock';
import { CatalogPage } from './CatalogPage';
import { DocsPage } from './DocsPage';
import { catalog, docs } from './lists';

const web: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    namespace: 'default',
    annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
  },
  spec: { type: 'service' },
};

it.each<[string, ReactElement, string, string]>([
  [
    'the catalog',
    <CatalogPage
      filters={<EntityKindPicker initialFilter="component" />}
      pagination
    />,
    '全部 · 组件 (1)',
    '/catalog/default/component/web',
  ],
  [
    'documentation',
    <DocsPage initialFilter="all" />,
    '全部 (1)',
    '/docs/default/component/web',
  ],
])('lists %s under a title in Chinese', async (_, page, title, address) => {
  renderPage(page);
  expect(await screen.findByText(title)).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'web' })).toHaveAttribute(
    'href',
    address,
  );
});

it('lists the catalog as the stock page where its export is configured', async () => {
  const exportSettings = { enabled: true };
  const page = createExtensionTester(catalog, { config: { exportSettings } });
  renderPage(page.reactElement());
  expect(
    await screen.findByRole('button', { name: '导出所选内容' }),
  ).toBeInTheDocument();
});

it('lists first the documentation that is configured', async () => {
  const config = { initialFilter: 'starred' } as const;
  renderPage(createExtensionTester(docs, { config }).reactElement());
  expect(await screen.findByText('我收藏的 (1)')).toBeInTheDocument();
});

function renderPage(page: ReactElement) {
  const catalogApi = catalogApiMock({ entities: [web] });
  const starred = new MockStarredEntitiesApi();
  void starred.toggleStarred('component:default/web');
  renderIn('zh', page, {
    apis: [
      [catalogApiRef, catalogApi],
      [
        entityPresentationApiRef,
        DefaultEntityPresentationApi.create({ catalogApi }),
      ],
      [starredEntitiesApiRef, starred],
    ],
    features: [
      createFrontendModule({ pluginId: 'app', extensions: stockTranslations }),
    ],
    mountedRoutes: {
      '/catalog': catalogPlugin.routes.catalogIndex,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/docs/:namespace/:kind/:name': techdocsPlugin.routes.docRoot,
    },
  });
}
