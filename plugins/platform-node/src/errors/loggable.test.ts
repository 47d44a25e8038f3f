import { inspect } from 'node:util';
import { ConflictError } from '@backstage/errors';
import { loggable, loggedAs } from './loggable';

it('tells logs what it was given for them, and the person the rest', () => {
  const error = loggedAs(
    new ConflictError('no room\nfor hush-hush\n'),
    'no room for ••••••',
  );
  expect(error.message).toMatch(/hush-hush/);
  const shown = loggable(error);
  expect(shown).toMatchObject({
    name: 'ConflictError',
    message: 'no room for ••••••',
  });
  expect(inspect(shown, { showHidden: true })).not.toMatch(/hush-hush/);
  expect(shown.stack).toMatch(/^ConflictError: no room for ••••••\n {4}at /);
});

it.each([
  ['an error', new Error('as it is')],
  ['what is none', 'as it is'],
])('leaves %s as it is', (_, error) => {
  expect(loggable(error).message).toMatch(/as it is/);
});
