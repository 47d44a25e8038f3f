import { judgeRemoval } from './guard';

function refs(count: number, first = 0): Set<string> {
  return new Set(Array.from({ length: count }, (_, i) => `user-${first + i}`));
}

describe('judgeRemoval', () => {
  it.each([
    ['nobody known yet', refs(0), refs(9), 50, 'accept'],
    ['nobody leaves', refs(9), refs(12), 50, 'accept'],
    ['four of six leave', refs(6), refs(2), 50, 'accept'],
    ['half of many leave', refs(100), refs(50), 50, 'accept'],
    ['more than half of many leave', refs(100), refs(49), 50, 'refuse'],
    ['all of three leave', refs(3), refs(0), 50, 'refuse'],
    ['all are replaced', refs(100), refs(100, 100), 50, 'refuse'],
    ['all leave and that is allowed', refs(100), refs(0), 100, 'accept'],
    ['five leave and none may', refs(100), refs(95), 0, 'refuse'],
  ])('%s', (_, known, next, maxPercent, kind) => {
    expect(judgeRemoval('people', known, next, maxPercent).kind).toBe(kind);
  });

  it('says how many, and what to do if it is meant', () => {
    expect(judgeRemoval('people', refs(10), refs(0), 50)).toEqual({
      kind: 'refuse',
      because: expect.stringMatching(/10 of 10 people .*maxRemovalPercent/),
    });
  });
});
