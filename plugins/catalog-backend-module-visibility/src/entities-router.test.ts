import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { entities } from './__testUtils__/entities';
import { entitiesRouter } from './entities-router';
import { Readers } from './Readers';

const group = {
  kind: 'Group',
  metadata: { name: 'shop' },
  relations: [
    { type: 'ownerOf', targetRef: 'component:default/web' },
    { type: 'ownerOf', targetRef: 'component:default/hidden' },
  ],
};

/** A catalog that gives relations to whoever asks for it, whatever was chosen. */
function catalogBehindRouter() {
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async () => [
      {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'catalog',
        resourceType: 'catalog-entity',
        conditions: { rule: 'x', resourceType: 'catalog-entity' },
      },
    ],
  });
  const readers = new Readers({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [...entities] }),
    permissions,
  });
  return express()
    .use(entitiesRouter({ httpAuth: mockServices.httpAuth(), readers }))
    .get('/entities', (_, res) => res.json([group]))
    .get('/entity-facets', (_, res) => {
      const values = group.relations.map(({ targetRef }) => targetRef);
      const counted = values.map(value => ({ value, count: 1 }));
      res.json({ facets: { 'relations.ownerOf': counted } });
    })
    .use(mockErrorHandler());
}

jest.setTimeout(90_000);

describe('what is answered to those who read a part', () => {
  it.each(['/entities?fields=kind', '/entity-facets?facet=kind'])(
    'does not depend on what they said they wanted: %s',
    async path => {
      const { status, text } = await request(catalogBehindRouter())
        .get(path)
        .set('authorization', mockCredentials.user.header());
      expect([status, text]).toEqual([200, expect.stringContaining('/web')]);
      expect(text).not.toContain('hidden');
    },
  );
});
