import { deploymentsPath, entityPath, nameOfRef } from './paths';

it.each([
  ['component:default/web', '/catalog/default/component/web', 'web'],
  ['group:shop/tea_1.2', '/catalog/shop/group/tea_1.2', 'tea_1.2'],
])('knows the page of %s', (ref, path, name) => {
  expect(entityPath(ref)).toBe(path);
  expect(deploymentsPath(ref)).toBe(`${path}/deployments`);
  expect(nameOfRef(ref)).toBe(name);
});

it.each(['web', 'component:web', 'default/web', ''])(
  'takes %p for no reference',
  ref => {
    expect(() => entityPath(ref)).toThrow('Not a reference');
  },
);
