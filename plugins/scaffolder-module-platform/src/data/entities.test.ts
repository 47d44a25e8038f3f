import type { Entity } from '@backstage/catalog-model';
import type { EntityPresentationApi } from '@backstage/plugin-catalog-react';
import { entityFilterOf, namedEntities } from './entities';

it.each([
  [{ catalogFilter: { kind: 'System' } }, { kind: 'System' }],
  [
    { catalogFilter: [{ kind: 'Component', 'spec.type': ['a', 'b'] }] },
    [{ kind: 'Component', 'spec.type': ['a', 'b'] }],
  ],
  [{ catalogFilter: [] }, undefined],
  [{ catalogFilter: 'System' }, undefined],
  [{}, undefined],
  [undefined, undefined],
])('reads of %j which entities are meant', (options, filter) => {
  expect(entityFilterOf(options)).toEqual(filter);
});

it('tells those that are meant by their names, in order', async () => {
  const getEntities = jest.fn(async () => ({
    items: ['orders', 'basket'].map(
      (name): Entity => ({
        apiVersion: 'v1',
        kind: 'Component',
        metadata: { name },
      }),
    ),
  }));
  const presentation = {
    forEntity: (entity: Entity) => ({
      promise: Promise.resolve({
        primaryTitle: `The ${entity.metadata.name}`,
      }),
    }),
  } as unknown as EntityPresentationApi;
  const filter = { kind: 'Component' };
  expect(
    await namedEntities(filter, { catalog: { getEntities }, presentation }),
  ).toEqual([
    { ref: 'component:default/basket', title: 'The basket' },
    { ref: 'component:default/orders', title: 'The orders' },
  ]);
  expect(getEntities).toHaveBeenCalledWith(expect.objectContaining({ filter }));
});
