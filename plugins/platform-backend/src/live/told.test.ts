import { eventOf, type Told } from './told';
import type { ViewState } from './Topic';

const value = (revision: string, content: unknown): ViewState => ({
  kind: 'value',
  revision,
  value: content,
});
const failed: ViewState = {
  kind: 'failed',
  error: { name: 'NotFoundError', message: 'gone' },
};

const wide = (offset: number) =>
  Object.fromEntries(
    Array.from({ length: 1_001 }, (_, index) => [`k${index}`, index + offset]),
  );

describe('eventOf', () => {
  it.each<[string, Told, ViewState, object | undefined]>([
    [
      'the whole at first',
      { kind: 'nothing' },
      value('r1', { a: 1 }),
      { kind: 'value', view: 'v', revision: 'r1', value: { a: 1 } },
    ],
    [
      'that the revision holds',
      { kind: 'nothing', revision: 'r1' },
      value('r1', { a: 1 }),
      { kind: 'unchanged', view: 'v' },
    ],
    [
      'the whole to whom has another revision',
      { kind: 'nothing', revision: 'r0' },
      value('r1', { a: 1 }),
      { kind: 'value', view: 'v', revision: 'r1', value: { a: 1 } },
    ],
    [
      'what has changed',
      value('r1', { a: 1, b: 2 }),
      value('r2', { a: 1, c: 3 }),
      {
        kind: 'patch',
        view: 'v',
        revision: 'r2',
        operations: [
          { op: 'remove', path: '/b' },
          { op: 'add', path: '/c', value: 3 },
        ],
      },
    ],
    [
      'nothing when it is as before',
      value('r1', { a: 1 }),
      value('r1', { a: 1 }),
      undefined,
    ],
    [
      'the whole when it is of another kind',
      value('r1', { a: 1 }),
      value('r2', [1]),
      { kind: 'value', view: 'v', revision: 'r2', value: [1] },
    ],
    [
      'the whole when nearly all has changed',
      value('r1', wide(0)),
      value('r2', wide(1)),
      { kind: 'value', view: 'v', revision: 'r2', value: wide(1) },
    ],
    [
      'the whole when a patch would touch a prototype',
      value('r1', { a: 1 }),
      value('r2', JSON.parse('{"__proto__":1}')),
      {
        kind: 'value',
        view: 'v',
        revision: 'r2',
        value: JSON.parse('{"__proto__":1}'),
      },
    ],
    [
      'the whole when a property is called as the end of an array is',
      value('r1', { a: { '-': 1 } }),
      value('r2', { a: {} }),
      { kind: 'value', view: 'v', revision: 'r2', value: { a: {} } },
    ],
    [
      'an error',
      value('r1', { a: 1 }),
      failed,
      {
        kind: 'failed',
        view: 'v',
        error: { name: 'NotFoundError', message: 'gone' },
      },
    ],
    [
      'the whole after an error',
      failed,
      value('r1', { a: 1 }),
      { kind: 'value', view: 'v', revision: 'r1', value: { a: 1 } },
    ],
    ['nothing of what was told', failed, failed, undefined],
  ])('tells %s', (_what, told, state, event) => {
    expect(eventOf('v', told, state)).toEqual(event);
  });
});
