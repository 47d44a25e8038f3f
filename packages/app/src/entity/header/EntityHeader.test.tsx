import type { Entity } from '@backstage/catalog-model';
import {
  catalogApiRef,
  EntityProvider,
  entityPresentationApiRef,
  entityRouteRef,
  starredEntitiesApiRef,
  MockStarredEntitiesApi,
} from '@backstage/plugin-catalog-react';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { EntityHeader } from './EntityHeader';

const web: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', namespace: 'default' },
  spec: { type: 'website', lifecycle: 'production' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/shop' },
    { type: 'partOf', targetRef: 'system:default/shop' },
  ],
};
const titled = (kind: string, title: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'shop', namespace: 'default', title },
});

it.each(['en', 'zh'] as const)(
  'names in %s the owner and the system by their titles',
  async language => {
    const catalogApi = catalogApiMock({
      entities: [titled('Group', 'Shop team'), titled('System', 'Tea shop')],
    });
    renderIn(
      language,
      <EntityProvider entity={web}>
        <EntityHeader tabs={[]} />
      </EntityProvider>,
      {
        apis: [
          [catalogApiRef, catalogApi],
          [
            entityPresentationApiRef,
            DefaultEntityPresentationApi.create({ catalogApi }),
          ],
          [starredEntitiesApiRef, new MockStarredEntitiesApi()],
        ],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );
    expect(
      await screen.findByRole('link', { name: 'Tea shop' }),
    ).toHaveAttribute('href', '/catalog/default/system/shop');
    expect(
      await screen.findByRole('link', { name: 'Shop team' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('shop')).not.toBeInTheDocument();
    expect(screen.getByText('production')).toBeInTheDocument();
  },
);
