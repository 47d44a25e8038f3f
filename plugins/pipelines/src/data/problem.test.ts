import { problemOf, type Problem } from './problem';

it.each<[string, Problem]>([
  ['ConflictError', 'changed'],
  ['NotAllowedError', 'not-allowed'],
  ['NotFoundError', 'gone'],
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
