import { toEntityName } from './entity-name';

describe('toEntityName', () => {
  it.each([
    ['lin.wei', 'lin.wei'],
    ['Lin.Wei', 'lin.wei'],
    ['anna@example.com', 'anna-example.com'],
    ['Zoë Müller', 'zoe-muller'],
    ['研发', 'u7814-u53d1'],
    ['研发A', 'u7814-u53d1-a'],
    ['市场A', 'u5e02-u573a-a'],
    ['Łukasz', 'u142-ukasz'],
    ['ガ', 'u30ac'],
    ['한', 'ud55c'],
    ['𠮷.wu', 'u20bb7-.wu'],
    ['  Platform // Engineers  ', 'platform-engineers'],
    ['_service_', 'service'],
    ['a'.repeat(80), 'a'.repeat(63)],
    [`${'a'.repeat(62)}-b`, 'a'.repeat(62)],
  ])('makes %p into %p', (name, expected) => {
    expect(toEntityName(name)).toBe(expected);
  });

  it.each(['', '---', '——'])('finds no name in %p', name => {
    expect(toEntityName(name)).toBeUndefined();
  });

  it('does not change a name a second time', () => {
    const once = toEntityName('Zoë Müller (ops)');
    expect(toEntityName(once ?? '')).toBe(once);
  });
});
