import type { Entity } from '@backstage/catalog-model';
import { directGroups } from './direct-groups';

const memberOf = (targetRef: string) => ({ type: 'memberOf', targetRef });
const shop = 'group:default/shop';

function user(relations: Entity['relations']): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'lin.wei' },
    relations,
  };
}

it.each<[string, Entity | undefined, string[]]>([
  ['nobody', undefined, []],
  ['somebody without relations', user(undefined), []],
  ['a member', user([memberOf(shop)]), [shop]],
  ['a member twice over', user([memberOf(shop), memberOf(shop)]), [shop]],
  [
    'an owner of something',
    user([{ type: 'ownerOf', targetRef: 'component:default/web' }]),
    [],
  ],
  ['a member of what is no group', user([memberOf('system:default/a')]), []],
])('%s is in the groups that they are a member of', (_, who, groups) => {
  expect(directGroups(who)).toEqual(groups);
});
