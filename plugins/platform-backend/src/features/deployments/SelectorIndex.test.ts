import { parseLabelSelector, selects } from '@pilothouse/plugin-platform-node';
import fc from 'fast-check';
import { SelectorIndex } from './SelectorIndex';

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
