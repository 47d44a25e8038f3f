import { newsAfter } from './news';

const rowsOf = (...numbers: number[]) => numbers.map(seq => ({ seq }));

describe('newsAfter', () => {
  it.each<[string, number[], number | undefined, number]>([
    ['nothing has come', [0, 1, 2], 2, 0],
    ['two have come', [0, 1, 2, 3, 4], 2, 2],
    ['the row has left, and some behind it', [7, 8, 9], 2, 3],
    ['all are gone', [], 2, 0],
    ['only some are shown', [0, 5, 9], 4, 2],
    ['it was left before anything came', [0, 1], undefined, 2],
  ])('%s', (_case, numbers, last, expected) => {
    expect(newsAfter(rowsOf(...numbers), last)).toBe(expected);
  });
});
