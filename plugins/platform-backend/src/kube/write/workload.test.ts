import { isStill } from './workload';

const now = {
  metadata: { uid: 'u1', resourceVersion: '9', generation: 2 },
};

describe('isStill', () => {
  it.each([
    ['the same', { uid: 'u1', resourceVersion: '9' }, true],
    [
      'the same but for its status',
      { uid: 'u1', resourceVersion: '7', generation: 2 },
      true,
    ],
    [
      'one of which something else is wanted',
      { uid: 'u1', resourceVersion: '7', generation: 1 },
      false,
    ],
    ['perhaps another', { uid: 'u1', resourceVersion: '7' }, false],
    [
      'another of its name',
      { uid: 'u0', resourceVersion: '9', generation: 2 },
      false,
    ],
  ])('knows %s', (_, precondition, expected) => {
    expect(isStill(now, precondition)).toBe(expected);
  });
});
