import { answerLost } from '@pilothouse/plugin-platform-common';
import { problemOf, type Problem } from './problem';

it.each<[string, Problem]>([
  ['ConflictError', 'changed'],
  ['NotAllowedError', 'not-allowed'],
  ['AuthenticationError', 'not-allowed'],
  ['NotFoundError', 'gone'],
  [answerLost, 'lost'],
  ['ServiceUnavailableError', 'unreachable'],
  ['InputError', 'refused'],
  ['TypeError', 'other'],
])(
  'takes %s for %s, by itself and as the cause of an answer',
  (name, problem) => {
    const error = Object.assign(new Error('no'), { name });
    expect(problemOf(error)).toBe(problem);
    expect(problemOf(new Error('Request failed', { cause: error }))).toBe(
      problem,
    );
  },
);

it('knows a quota by its words, as clusters have no name for it', () => {
  const error = Object.assign(new Error('exceeded quota: team'), {
    name: 'ConflictError',
  });
  expect(problemOf(error)).toBe('quota');
});
