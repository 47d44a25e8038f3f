import fc from 'fast-check';
import { statuses, type Status } from '../status';
import { compareStatuses, worstStatus } from './summary';

const several = fc.array(fc.constantFrom(...statuses));

it('orders states as they are declared, from best to worst', () => {
  expect([...statuses].reverse().sort(compareStatuses)).toEqual(statuses);
});

describe('worstStatus', () => {
  it.each<[Status[], Status]>([
    [[], 'unknown'],
    [['healthy'], 'healthy'],
    [['healthy', 'progressing'], 'progressing'],
    [['progressing', 'unknown', 'healthy'], 'unknown'],
    [['failed', 'degraded', 'healthy'], 'failed'],
  ])('of %j is %s', (given, expected) => {
    expect(worstStatus(given)).toBe(expected);
  });

  it('is one of them, and none is worse', () => {
    fc.assert(
      fc.property(several, given => {
        fc.pre(given.length > 0);
        const worst = worstStatus(given);
        expect(given).toContain(worst);
        expect(given.every(one => compareStatuses(one, worst) <= 0)).toBe(true);
      }),
    );
  });
});
