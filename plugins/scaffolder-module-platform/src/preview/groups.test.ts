import type { PreviewObject } from '@pilothouse/plugin-platform-common';
import { objectGroups } from './groups';

const object = (name: string, environment?: string): PreviewObject => ({
  system: 'kubernetes',
  kind: 'Role',
  name,
  where: 'east/shop',
  ...(environment && { environment }),
});

it('puts what all environments share first, and keeps the order of others', () => {
  const groups = objectGroups([
    object('a', 'test'),
    object('b'),
    object('c', 'dev'),
    object('d', 'test'),
  ]);

  expect(
    groups.map(({ environment, objects }) => [
      environment,
      objects.map(({ name }) => name),
    ]),
  ).toEqual([
    [undefined, ['b']],
    ['test', ['a', 'd']],
    ['dev', ['c']],
  ]);
});
