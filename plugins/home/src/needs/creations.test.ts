import { doneWith, failedRuns, readDone, type Run } from './creations';

const at = (hour: string) => `2031-04-01T${hour}:00:00.000Z`;
const now = Date.parse(at('12'));
const run = (
  id: string,
  status: string,
  parameters: Run['spec']['parameters'] = { name: 'checkout' },
  createdAt = at(`0${id}`),
): Run => ({
  id,
  status,
  createdAt,
  spec: {
    parameters,
    templateInfo: {
      entityRef: 'template:default/node-service',
      entity: { metadata: { title: 'Node.js service' } },
    },
  },
});

it.each<[string, Run[], string[], string[]]>([
  ['nothing of what went through', [run('1', 'completed')], [], []],
  ['nothing of what goes on', [run('1', 'processing')], [], []],
  ['nothing of what was called off', [run('1', 'cancelled')], [], []],
  ['what failed', [run('1', 'failed')], [], ['1']],
  ['the last try only', [run('1', 'failed'), run('2', 'failed')], [], ['2']],
  [
    'nothing that went through later',
    [run('2', 'completed'), run('1', 'failed')],
    [],
    [],
  ],
  [
    'nothing that is tried again',
    [run('2', 'processing'), run('1', 'failed')],
    [],
    [],
  ],
  [
    'what failed after it went through',
    [run('1', 'completed'), run('2', 'failed')],
    [],
    ['2'],
  ],
  [
    'each name, the newest first',
    [run('1', 'failed', { name: 'cart' }), run('2', 'failed')],
    [],
    ['2', '1'],
  ],
  [
    'runs without a name by their input',
    [
      run('1', 'failed', { service: 'a' }),
      run('2', 'completed', { service: 'b' }),
    ],
    [],
    ['1'],
  ],
  ['nothing that I am done with', [run('1', 'failed')], ['1'], []],
  [
    'no earlier try of what I am done with',
    [run('1', 'failed'), run('2', 'failed')],
    ['2'],
    [],
  ],
  [
    'nothing from long ago',
    [run('1', 'failed', undefined, '2031-03-18T11:00:00.000Z')],
    [],
    [],
  ],
])('names %s', (_, runs, done, expected) => {
  expect(failedRuns(runs, { now, done }).map(({ id }) => id)).toEqual(expected);
});

it('tells what was to be, and from which template', () => {
  const runs = [run('1', 'failed'), run('2', 'failed', { service: 'a' })];
  expect(failedRuns(runs, { now, done: [] })).toEqual([
    { id: '2', template: 'Node.js service', at: at('02') },
    { id: '1', name: 'checkout', template: 'Node.js service', at: at('01') },
  ]);
});

it.each([
  [undefined, []],
  ['all', []],
  [{ runs: 'all' }, []],
  [{ runs: ['1', 2] }, ['1']],
  [doneWith(['1'], '2'), ['1', '2']],
])('reads %j', (stored, expected) => {
  expect(readDone(stored)).toEqual(expected);
});

it('does not remember for ever', () => {
  const many = Array.from({ length: 150 }, (_, n) => `${n}`);
  expect(doneWith(many, 'last').runs).toHaveLength(100);
  expect(doneWith(many, 'last').runs.at(-1)).toBe('last');
});
