import { retryDelay } from './retry';

describe('retryDelay', () => {
  it.each([
    [1, 0, 500],
    [1, 1, 1_000],
    [2, 1, 2_000],
    [4, 0.5, 6_000],
    [10, 1, 30_000],
    [10, 0, 15_000],
  ])('after %d failures, chance %d: %d ms', (failures, chance, ms) => {
    expect(retryDelay(failures, chance)).toBe(ms);
  });
});
