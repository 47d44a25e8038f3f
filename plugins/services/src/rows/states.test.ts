import fc from 'fast-check';
import { statuses } from '@pilothouse/plugin-platform-common';
import { countStates, stateOf } from './states';

it.each([
  [{ status: 'healthy', asleep: false }, 'healthy'],
  [{ status: 'healthy', asleep: true }, 'asleep'],
  [{ status: 'failed', asleep: false }, 'failed'],
  [{ asleep: false }, undefined],
] as const)('%j counts as %s', (view, expected) => {
  expect(stateOf(view)).toBe(expected);
});

it('counts each that has a state once', () => {
  const view = fc.record({
    status: fc.option(fc.constantFrom(...statuses), { nil: undefined }),
    asleep: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(view), views => {
      const counts = countStates(views);
      const stated = views.filter(each => stateOf(each) !== undefined);
      expect(Object.values(counts).reduce((sum, n) => sum + n)).toBe(
        stated.length,
      );
      expect(counts.asleep).toBe(views.filter(({ asleep }) => asleep).length);
    }),
  );
});
