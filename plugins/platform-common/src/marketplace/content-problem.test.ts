import { contentProblem } from './content-problem';
import type { ContentField } from './contents';

const field = (more: Partial<ContentField>): ContentField => ({
  ...{ path: ['x'], title: { en: 'x', zh: 'x' }, type: 'integer' },
  ...more,
});

it.each<[Partial<ContentField>, unknown, string | undefined]>([
  [{}, 3, undefined],
  [{}, 3.5, 'must be a whole number'],
  [{}, '3', 'must be a whole number'],
  [{ minimum: 1 }, 0, 'must be 1 at least'],
  [{ maximum: 9 }, 10, 'must be 9 at most'],
  [{ type: 'text' }, 'a', undefined],
  [{ type: 'text' }, '', 'must be a text'],
  [{ type: 'text', options: ['a', 'b'] }, 'c', 'must be one of a, b'],
])('of %j %j is told %j', (more, value, problem) => {
  expect(contentProblem(field(more), value)).toBe(problem);
});
