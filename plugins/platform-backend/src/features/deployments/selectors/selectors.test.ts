import fc from 'fast-check';
import {
  fixedLabels,
  parseLabelSelector,
  requirementsOf,
  SelectorIndex,
  selects,
} from '.';

describe('a label selector', () => {
  it.each([
    ['a=b', { a: 'b' }, true],
    ['a == b', { a: 'c' }, false],
    ['a!=b', {}, true],
    ['a!=b', { a: 'b' }, false],
    ['x/a in (b, c)', { 'x/a': 'c' }, true],
    ['a in (b, c),d', { a: 'b' }, false],
    ['a notin (b)', { a: 'c' }, true],
    ['a notin (b)', {}, true],
    ['a', { a: '' }, true],
    ['!a', {}, true],
    ['!a', { a: 'b' }, false],
    ['a=', { a: '' }, true],
    ['', { a: 'b' }, true],
  ])('%j on %j: %s', (text, labels, expected) => {
    expect(selects(parseLabelSelector(text), labels)).toBe(expected);
  });

  it.each(['a=b c', 'a in b', '=b', 'a>3'])(
    '%s is refused by its part',
    text => {
      expect(() => parseLabelSelector(text)).toThrow(`not understood: ${text}`);
    },
  );

  it('of an object has the same meaning', () => {
    const requirements = requirementsOf({
      matchLabels: { a: 'b' },
      matchExpressions: [
        { key: 'c', operator: 'NotIn', values: ['d'] },
        { key: 'e', operator: 'Exists' },
        { key: 'f', operator: 'DoesNotExist' },
      ],
    });
    expect(requirements).toEqual(parseLabelSelector('a=b,c notin (d),e,!f'));
    expect(fixedLabels(requirements)).toEqual({ a: 'b' });
  });
});

it('an index finds what trying every selector finds', () => {
  const key = fc.constantFrom('a', 'b');
  const value = fc.constantFrom('x', 'y');
  const selector = fc
    .array(fc.tuple(key, fc.constantFrom('=', '!='), value), { maxLength: 3 })
    .map(parts => parseLabelSelector(parts.map(part => part.join('')).join()));
  fc.assert(
    fc.property(
      fc.array(selector),
      fc.dictionary(key, value),
      (all, labels) => {
        const index = new SelectorIndex<number>();
        all.forEach((requirements, at) => index.add(requirements, at));
        const expected = all.flatMap((one, at) =>
          selects(one, labels) ? [at] : [],
        );
        expect(index.selecting(labels).toSorted()).toEqual(expected.toSorted());
      },
    ),
  );
});
