import { keyOf, lookedOf, queryOf, type Looked } from './address';

describe('the address of the page', () => {
  it.each<[string, Looked]>([
    ['?', { trouble: false }],
    ['?branch=main&only=trouble', { branch: 'main', trouble: true }],
    [
      '?job=shop%2Fweb%2Fmain&run=12',
      { run: { job: 'shop/web/main', number: 12 }, trouble: false },
    ],
    [
      '?job=shop%2Fweb%2Ffeature%252Fx&run=3&branch=feature%2Fx',
      {
        run: { job: 'shop/web/feature%2Fx', number: 3 },
        branch: 'feature/x',
        trouble: false,
      },
    ],
  ])('%j says the same as what is looked at', (query, looked) => {
    expect(lookedOf(new URLSearchParams(query))).toEqual(looked);
    expect(queryOf(looked)).toBe(query);
  });

  it.each([
    '?run=12',
    '?job=a&run=0',
    '?job=a&run=x',
    '?job=a&run=1.5',
    '?job=a',
  ])('%j names no run', query => {
    expect(lookedOf(new URLSearchParams(query)).run).toBeUndefined();
  });
});

it('tells runs of two branches apart', () => {
  expect(keyOf({ job: 'a/main', number: 1 })).not.toBe(
    keyOf({ job: 'a/next', number: 1 }),
  );
});
