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

it.each([
  ['en', ['Component', 'website', 'production']],
  ['zh', ['组件', '网站', '生产']],
] as const)(
  'names in %s the owner and the system by their titles, and what it is by %j',
  async (language, words) => {
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
    for (const word of words) {
      expect(screen.getByText(word)).toBeInTheDocument();
    }
  },
);

it.each([
  ['en', 'team', ['Group', 'team']],
  ['zh', 'team', ['团队']],
  ['zh', 'chapter', ['团队', 'chapter']],
] as const)(
  'says in %s what a group of the type %s is: %j',
  async (language, type, words) => {
    const catalogApi = catalogApiMock();
    renderIn(
      language,
      <EntityProvider
        entity={{ ...titled('Group', 'Shop team'), spec: { type } }}
      >
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
    await screen.findByText(words[0]);
    const tags = screen.getAllByRole('listitem').map(tag => tag.textContent);
    expect(tags).toEqual(words);
  },
);
