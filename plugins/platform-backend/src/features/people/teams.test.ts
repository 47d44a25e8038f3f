import { teamsSchema, type Teams } from '@pilothouse/plugin-platform-common';
import type { CatalogKnowledge } from '../../catalog/CatalogReader';
import {
  InMemoryCatalog,
  userIn,
} from '../../kube/access/__testUtils__/catalog';
import { teamsOf } from './teams';

const stale: CatalogKnowledge = {
  kind: 'stale',
  since: '2031-04-01T08:00:00.000Z',
  because: 'no answer',
};

it.each<[string, CatalogKnowledge, InMemoryCatalog, Teams]>([
  [
    'the catalog was not read yet',
    { kind: 'pending' },
    new InMemoryCatalog(),
    { kind: 'not-read-yet' },
  ],
  [
    'others are in it already',
    { kind: 'current' },
    new InMemoryCatalog([userIn('mei', 'shop')]),
    { kind: 'not-listed' },
  ],
  [
    'they are in no group',
    { kind: 'current' },
    new InMemoryCatalog([userIn('lin.wei')]),
    { kind: 'listed', groups: [] },
  ],
  [
    'they are in groups, as it was last read',
    stale,
    new InMemoryCatalog([userIn('lin.wei', 'shop')]),
    { kind: 'listed', groups: ['group:default/shop'] },
  ],
])('when %s', (_, knowledge, catalog, expected) => {
  catalog.becomes(knowledge);
  const teams = teamsOf('user:default/Lin.Wei', catalog);
  expect(teams).toEqual(expected);
  expect(teamsSchema.parse(teams)).toEqual(teams);
});
