import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { InMemoryCatalog } from '../kube/access/__testUtils__/catalog';
import { visibleCatalogs } from './visible-catalog';

function component(name: string, owner: string, labels = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', labels },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments', namespace: 'default' },
};

const decisionFor = (...claims: string[]) =>
  createCatalogConditionalDecision(catalogEntityReadPermission, {
    anyOf: [
      catalogConditions.isEntityKind({ kinds: ['Group'] }),
      catalogConditions.hasLabel({ label: 'shown-to', value: 'everyone' }),
      catalogConditions.isEntityOwner({ claims }),
    ],
  });

function bench(decision: PolicyDecision) {
  const authorizeConditional = jest.fn(async () => [decision]);
  const catalog = new InMemoryCatalog([
    component('web', 'shop'),
    component('ledger', 'payments'),
    component('portal', 'platform', { 'shown-to': 'everyone' }),
    group,
  ]);
  const permissions = mockServices.permissions.mock({ authorizeConditional });
  const visibleTo = visibleCatalogs(catalog, permissions);
  const look = (name = 'lin.wei') =>
    visibleTo(mockCredentials.user(`user:default/${name}`));
  return { authorizeConditional, catalog, look };
}

const names = (entities: readonly Entity[]) =>
  entities.map(({ metadata }) => metadata.name);

describe('visibleCatalogs', () => {
  it.each<[string, PolicyDecision, string[], string[]]>([
    [
      'conditions',
      decisionFor('group:default/shop'),
      ['web', 'portal'],
      ['payments'],
    ],
    [
      'everything',
      { result: AuthorizeResult.ALLOW },
      ['web', 'ledger', 'portal'],
      ['payments'],
    ],
    ['nothing', { result: AuthorizeResult.DENY }, [], []],
  ])('shows by %s', async (_, decision, components, groups) => {
    const visible = await bench(decision).look();
    expect(names(visible.entities('component'))).toEqual(components);
    expect(names(visible.entities('group'))).toEqual(groups);
    for (const name of ['web', 'ledger', 'portal']) {
      const found = visible.entity(`component:default/${name}`) !== undefined;
      expect(found).toBe(components.includes(name));
    }
  });

  it('asks once for all views of a person, and judges anew what has changed', async () => {
    const { authorizeConditional, catalog, look } = bench(
      decisionFor('group:default/shop'),
    );
    const visible = await look();
    expect(await look()).toBe(visible);
    expect(authorizeConditional).toHaveBeenCalledTimes(1);
    const before = visible.entities('component');
    expect(visible.entities('component')).toBe(before);
    catalog.show([component('ledger', 'shop')]);
    expect(names(visible.entities('component'))).toEqual(['ledger']);
  });

  it('believes no answer that never came', async () => {
    const { authorizeConditional, look } = bench(decisionFor());
    authorizeConditional.mockRejectedValueOnce(new Error('down'));
    await expect(look()).rejects.toThrow('down');
    await expect(look()).resolves.toBeDefined();
  });
});
