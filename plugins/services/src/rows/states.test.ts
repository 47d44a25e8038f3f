import fc from 'fast-check';
import { statuses } from '@pilothouse/plugin-platform-common';
import { countStates, stateOf } from './states';

it.each([
  [{ status: 'healthy', asleep: false, undeployed: false }, 'healthy'],
  [{ status: 'healthy', asleep: true, undeployed: false }, 'asleep'],
  [{ status: 'healthy', asleep: false, undeployed: true }, 'undeployed'],
  [{ status: 'failed', asleep: false, undeployed: false }, 'failed'],
  [{ asleep: false, undeployed: false }, undefined],
] as const)('%j counts as %s', (view, expected) => {
  expect(stateOf(view)).toBe(expected);
});

it('counts each that has a state once', () => {
  const view = fc.record({
    status: fc.option(fc.constantFrom(...statuses), { nil: undefined }),
    asleep: fc.boolean(),
    undeployed: fc.constant(false),
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
