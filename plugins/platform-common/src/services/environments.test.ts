import fc from 'fast-check';
import { compareEnvironments, isProduction } from './environments';

it.each([
  ['prod', undefined, true],
  ['LIVE', undefined, true],
  ['pre-prod', undefined, false],
  ['prod', ['Prd'], false],
  ['prd', ['Prd'], true],
])('knows whether %s is production, of %j: %p', (name, names, expected) => {
  expect(isProduction(name, names)).toBe(expected);
});

describe('compareEnvironments', () => {
  it.each([
    [
      ['prod', 'dev', 'test'],
      ['dev', 'test', 'prod'],
    ],
    [
      ['dr', 'production', 'staging', 'qa', 'development'],
      ['development', 'qa', 'staging', 'production', 'dr'],
    ],
    [
      ['prod', 'team-b', 'dev', 'team-a'],
      ['dev', 'team-a', 'team-b', 'prod'],
    ],
    [
      ['demo10', 'demo9'],
      ['demo9', 'demo10'],
    ],
    [
      ['PROD', 'Dev'],
      ['Dev', 'PROD'],
    ],
  ])('%j become %j', (given, expected) => {
    expect([...given].sort(compareEnvironments)).toEqual(expected);
  });

  it('puts what has no environment last', () => {
    // An array of `undefined` would not be sorted at all.
    expect(compareEnvironments(undefined, 'dr')).toBeGreaterThan(0);
    expect(compareEnvironments('dev', undefined)).toBeLessThan(0);
    expect(compareEnvironments(undefined, undefined)).toBe(0);
  });

  it('is an order', () => {
    const environment = fc.option(
      fc.oneof(fc.constantFrom('dev', 'test', 'prod', 'dr', 'x'), fc.string()),
      { nil: undefined },
    );
    fc.assert(
      fc.property(environment, environment, environment, (a, b, c) => {
        const sign = (left?: string, right?: string) =>
          Math.sign(compareEnvironments(left, right));
        expect(sign(a, b) + sign(b, a)).toBe(0);
        const inOrder = sign(a, b) <= 0 && sign(b, c) <= 0;
        expect(!inOrder || sign(a, c) <= 0).toBe(true);
      }),
    );
  });
});
