import type { Entity } from '@backstage/catalog-model';
import { ownershipRefs } from './ownership';

function user(...memberOf: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'lin.wei', namespace: 'default' },
    relations: memberOf.map(targetRef => ({ type: 'memberOf', targetRef })),
  };
}

async function refsOf(
  person: Entity,
  parents: Readonly<Record<string, readonly string[]>>,
): Promise<string[]> {
  return ownershipRefs(person, async refs =>
    refs.map(ref => {
      const above = parents[ref];
      return (
        above && {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Group',
          metadata: { name: ref },
          relations: above.map(targetRef => ({ type: 'childOf', targetRef })),
        }
      );
    }),
  );
}

const self = 'user:default/lin.wei';
const shop = 'group:default/shop';
const commerce = 'group:default/commerce';
const company = 'group:default/company';

describe('ownershipRefs', () => {
  it.each<[string, string[], Record<string, string[]>, string[]]>([
    ['no group', [], {}, [self]],
    ['one group', [shop], { [shop]: [] }, [self, shop]],
    [
      'groups within groups',
      [shop],
      { [shop]: [commerce], [commerce]: [company], [company]: [] },
      [self, shop, commerce, company],
    ],
    [
      'groups in a cycle',
      [shop],
      { [shop]: [commerce], [commerce]: [shop] },
      [self, shop, commerce],
    ],
    ['a group that has gone', [shop], {}, [self, shop]],
    ['something that is no group', ['user:default/mei'], {}, [self]],
  ])('of a person in %s', async (_, memberOf, parents, expected) => {
    expect(await refsOf(user(...memberOf), parents)).toEqual(expected);
  });
});
