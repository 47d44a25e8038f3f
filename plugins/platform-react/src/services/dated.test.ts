import { oldestOf } from './dated';

const share = (staleSince?: string) => ({
  cluster: 'east',
  status: 'healthy' as const,
  asleep: false,
  ready: 1,
  desired: 1,
  staleSince,
});
const [early, late] = ['2031-04-01T08:00:00.000Z', '2031-04-01T09:00:00.000Z'];

describe('oldestOf', () => {
  it.each([
    ['all is known now', undefined, [undefined], undefined],
    ['one of two clusters is silent', undefined, [undefined, late], late],
    ['both are, one for longer', undefined, [late, early], early],
    ['all of it is old', early, [late], early],
  ])('%s', (_case, staleSince, shares, expected) => {
    expect(oldestOf({ staleSince, clusters: shares.map(share) })).toBe(
      expected,
    );
  });
});
