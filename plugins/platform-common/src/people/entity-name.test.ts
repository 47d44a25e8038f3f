import { toEntityName } from './entity-name';

describe('toEntityName', () => {
  it.each([
    ['lin.wei', 'lin.wei'],
    ['Lin.Wei', 'lin.wei'],
    ['anna@example.com', 'anna-example.com'],
    ['Zoë Müller', 'zoe-muller'],
    ['  Platform // Engineers  ', 'platform-engineers'],
    ['_service_', 'service'],
    ['a'.repeat(80), 'a'.repeat(63)],
    [`${'a'.repeat(62)}-b`, 'a'.repeat(62)],
  ])('makes %p into %p', (name, expected) => {
    expect(toEntityName(name)).toBe(expected);
  });

  it.each(['', '---', '林伟'])('finds no name in %p', name => {
    expect(toEntityName(name)).toBeUndefined();
  });

  it('does not change a name a second time', () => {
    const once = toEntityName('Zoë Müller (ops)');
    expect(toEntityName(once ?? '')).toBe(once);
  });
});
