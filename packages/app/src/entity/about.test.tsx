import type { Entity } from '@backstage/catalog-model';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  EntityProvider,
  entityPresentationApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { about } from './about';

it.each(['a: "b" <b>% # {{x}}</b>', '*plain* `text`'])(
  'shows the description %s as it is written',
  async description => {
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'web', namespace: 'default', description },
      spec: { type: 'service' },
    };
    const catalogApi = catalogApiMock({ entities: [entity] });
    renderIn(
      'en',
      <EntityProvider entity={entity}>
        {createExtensionTester(about).reactElement()}
      </EntityProvider>,
      {
        apis: [
          [catalogApiRef, catalogApi],
          [
            entityPresentationApiRef,
            DefaultEntityPresentationApi.create({ catalogApi }),
          ],
        ],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );
    expect(await screen.findByText(description)).toBeInTheDocument();
  },
);
