import fc from 'fast-check';
import { revisionOf } from './revision';
import { share } from './share';

const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
/** As it comes over a wire, where there is no negative zero. */
const json = () => fc.jsonValue({ maxDepth: 4 }).map(copyOf);

describe('share', () => {
  it('takes what has not changed from the previous value', () => {
    const before = share(undefined, { a: { x: 1 }, b: [{ y: 1 }, { y: 2 }] });
    const now = share(before, { a: { x: 1 }, b: [{ y: 1 }, { y: 3 }] });
    expect(now).toEqual({ a: { x: 1 }, b: [{ y: 1 }, { y: 3 }] });
    expect(Object(now).a).toBe(Object(before).a);
    expect(Object(now).b[0]).toBe(Object(before).b[0]);
    expect(Object(now).b).not.toBe(Object(before).b);
  });

  it('does not look again into what is the same object', () => {
    let looks = 0;
    const row = {
      get name() {
        looks += 1;
        return 'web';
      },
    };
    const before = share(undefined, { rows: { web: row } });
    const now = share(before, { rows: { web: row, api: {} } });
    expect(now).toEqual({ rows: { web: { name: 'web' }, api: {} } });
    expect(looks).toBe(1);
  });

  it.each([
    [{ a: 1, b: undefined }, { a: 1 }],
    [[undefined], [null]],
    [{ a: { b: undefined } }, { a: {} }],
  ])('tells %j as JSON does', (value, told) => {
    expect(share(undefined, value)).toStrictEqual(told);
    expect(share(told, value)).toBe(told);
  });

  it('is equal to the next value, and the same object when nothing changed', () => {
    fc.assert(
      fc.property(json(), json(), (before, next) => {
        const shared = share(share(undefined, before), next);
        expect(JSON.stringify(shared)).toBe(JSON.stringify(next));
        expect(share(shared, copyOf(next))).toBe(shared);
      }),
    );
  });
});

describe('revisionOf', () => {
  it('depends on nothing but the content', () => {
    expect(revisionOf({ a: 1, b: [{ c: 2 }] })).toBe(
      revisionOf({ b: [{ c: 2 }], a: 1 }),
    );
  });

  it('differs where the content does', () => {
    fc.assert(
      fc.property(json(), json(), (one, other) => {
        expect(revisionOf(one) === revisionOf(other)).toBe(
          canonical(one) === canonical(other),
        );
      }),
    );
  });

  it.each([
    [{ a: 'b' }, { a: ['b'] }],
    [{}, []],
    [null, 'null'],
    [
      [1, [2]],
      [1, 2],
    ],
    [0, '0'],
  ])('tells %j from %j', (one, other) => {
    expect(revisionOf(one)).not.toBe(revisionOf(other));
  });
});

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}
