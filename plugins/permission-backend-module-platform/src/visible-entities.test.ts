import type { Entity } from '@backstage/catalog-model';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import type { PolicyConfig } from './config';
import { decide } from './decide';

const engineers = 'group:default/platform-engineers';
const shop = 'group:default/shop';
const payments = 'group:default/payments';
const everyone = { 'pilothouse.dev/visibility': 'everyone' };

const satisfies = createConditionAuthorizer<Entity, unknown>(
  Object.values(permissionRules),
);

/** Whether a member of the shop finds an entity. */
function finds(what: Entity, config: Partial<PolicyConfig> = {}): boolean {
  const decision = decide(
    { permission: catalogEntityReadPermission },
    {
      userEntityRef: 'user:default/lin.wei',
      ownershipEntityRefs: ['user:default/lin.wei', shop],
      directGroups: [shop],
    },
    { engineerGroups: [engineers], closed: new Set(), ...config },
  );
  return satisfies(decision, what);
}

function entity(kind: string, owner?: string, labels = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'it', namespace: 'default', labels },
    spec: owner ? { owner } : {},
    relations: owner ? [{ type: 'ownedBy', targetRef: owner }] : [],
  };
}

describe('a member finds in the catalog', () => {
  it.each(['User', 'Group'])('every %s', kind => {
    expect(finds(entity(kind))).toBe(true);
  });

  const ofTeams = ['API', 'Component', 'Domain', 'Location', 'Resource'];
  it.each([...ofTeams, 'System', 'Template', 'OfAnotherPlugin'])(
    '%s only of their team, or shown to everyone',
    kind => {
      expect(finds(entity(kind, shop))).toBe(true);
      expect(finds(entity(kind, payments))).toBe(false);
      expect(finds(entity(kind, payments, everyone))).toBe(true);
      expect(
        finds(entity(kind, payments, { 'pilothouse.dev/visibility': 'some' })),
      ).toBe(false);
    },
  );

  it.each([
    ['Template', undefined, true],
    ['Template', engineers, true],
    ['Location', undefined, false],
    ['Location', engineers, false],
    ['API', engineers, false],
    ['Component', undefined, false],
  ])('of the platform: %s of %s → %s', (kind, owner, found) => {
    expect(finds(entity(kind, owner))).toBe(found);
  });

  it('no template of a team where nobody is a platform engineer', () => {
    const config = { engineerGroups: [] };
    expect(finds(entity('Template', payments), config)).toBe(false);
    expect(finds(entity('Template'), config)).toBe(true);
  });
});
