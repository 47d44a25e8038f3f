import { chosenSteps } from './chosen-steps';

it.each([
  ['${{ parameters.database }}', { database: 'small' }, true],
  ['${{ parameters.database }}', { database: ['small'] }, true],
  ['${{parameters.database}}', {}, false],
  ['${{ parameters.database }}', { database: '' }, false],
  ['${{ parameters.database }}', { database: [] }, false],
  ['${{ parameters.database }}', { database: false }, false],
  ['${{ parameters.middleware.plan }}', { middleware: { plan: 's' } }, true],
  ['${{ parameters.middleware.plan }}', { middleware: {} }, false],
  ['${{ parameters.middleware.plan }}', {}, false],
  ['${{ failure() }}', {}, true],
  ['${{ not parameters.database }}', {}, true],
  ['${{ parameters.database or steps.one.output.two }}', {}, true],
  ['${{ parameters.database and steps.one.output.two }}', {}, false],
  ['${{ parameters.a and parameters.b or parameters.c }}', { c: 'c' }, true],
  [
    '${{ parameters.database and steps.one.output.two }}',
    { database: 'small' },
    true,
  ],
  [undefined, {}, true],
])('of a step if %s with %j', (condition, parameters, isListed) => {
  const step = { id: 'one', name: 'One', action: 'do', if: condition };
  const steps = [step, { id: 'two', name: 'Two', action: 'do' }];
  const listed = chosenSteps({ parameters, steps }).map(({ id }) => id);
  expect(listed).toEqual(isListed ? ['one', 'two'] : ['two']);
});

it('keeps a step that is repeated', () => {
  const condition = '${{ parameters.database }}';
  const step = { id: 'one', name: 'One', action: 'do', if: condition };
  const steps = [{ ...step, each: '${{ parameters.all }}' }];
  expect(chosenSteps({ parameters: {}, steps })).toEqual(steps);
});
