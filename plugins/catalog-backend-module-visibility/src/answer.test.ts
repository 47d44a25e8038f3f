import { namedIn, withoutHidden, type Shape } from './answer';

const web = 'component:default/web';
const ledger = 'component:default/ledger';
const group = (...owned: string[]) => ({
  kind: 'Group',
  metadata: { name: 'commerce' },
  relations: owned.map(targetRef => ({ type: 'ownerOf', targetRef })),
});
const plain = { kind: 'Group', metadata: { name: 'plain' } };

/** Answers by what they name. */
const answers: [Shape, (...named: string[]) => unknown][] = [
  ['entity', group],
  ['list', (...named) => [plain, null, group(...named)]],
  ['page', (...named) => ({ items: [group(...named), null], totalItems: 2 })],
  [
    'ancestry',
    (...named) => ({
      rootEntityRef: 'group:default/commerce',
      items: [{ entity: group(...named), parentEntityRefs: named }],
    }),
  ],
  [
    'facets',
    (...named) => ({
      facets: {
        kind: [{ value: 'Group', count: 4 }],
        'Relations.ownerOf': named.map(value => ({ value, count: 1 })),
      },
    }),
  ],
];

describe('an answer', () => {
  it.each(answers)('that is a %s names what it relates to', (shape, answer) => {
    expect([...namedIn(shape, answer(web, ledger))]).toEqual([web, ledger]);
  });

  it.each(answers)(
    'that is a %s is without what is hidden',
    (shape, answer) => {
      const shown = withoutHidden(
        shape,
        answer(web, ledger),
        ref => ref === web,
      );
      expect(shown).toEqual(answer(web));
    },
  );

  it('keeps no relation that it does not understand', () => {
    const relations = [{ type: 'ownerOf' }, 'x', { targetRef: { name: 'x' } }];
    const shown = withoutHidden('entity', { relations }, () => true);
    expect(shown).toEqual({ relations: [] });
  });

  it.each<[Shape, unknown]>([
    ['list', {}],
    ['page', { items: {} }],
    ['ancestry', { items: 'x' }],
  ])('that is no %s is not taken for one', (shape, answer) => {
    expect(() => withoutHidden(shape, answer, () => true)).toThrow(/answered/);
  });
});
