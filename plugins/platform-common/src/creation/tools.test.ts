import { toolNeedsOf, toolStateOf } from './tools';

it.each([
  ['go', [{ name: 'go' }]],
  ['go >= 1.26', [{ name: 'go', atLeast: '1.26' }]],
  [
    'java>=21, mvn >= 3.9.1',
    [
      { name: 'java', atLeast: '21' },
      { name: 'mvn', atLeast: '3.9.1' },
    ],
  ],
  ['', undefined],
  ['go,', undefined],
  ['go 1.26', undefined],
  ['go >= v1', undefined],
  ['$(rm)', undefined],
])('%j declares %j', (text, needs) => {
  expect(toolNeedsOf(text)).toEqual(needs);
});

const none = 'none';
const unknown = 'unknown';

it.each<[string | undefined, string[], string, string | undefined]>([
  [undefined, ['1'], 'fine', '1'],
  ['1.26', ['1.26'], 'fine', '1.26'],
  ['1.26', ['1.26.0'], 'fine', '1.26.0'],
  ['1.26.0', ['1.26'], 'fine', '1.26'],
  ['1.9', ['1.10'], 'fine', '1.10'],
  ['1.26', ['1.25.9'], 'too-old', '1.25.9'],
  ['21', ['17', '21.0.2'], 'fine', '21.0.2'],
  ['21', [none, '9', '17'], 'too-old', '17'],
  ['21', [none, none], 'missing', undefined],
  ['21', [none, unknown], 'unknown', undefined],
  ['21', ['17', unknown], 'unknown', '17'],
  ['21', [unknown, '21'], 'fine', '21'],
  [undefined, [], 'unknown', undefined],
])('of %s or newer, %j is %s', (atLeast, executors, found, version) => {
  const tools = executors.map(
    said => new Map(said === unknown ? [['y', '1']] : [['x', said]]),
  );
  expect(toolStateOf({ name: 'x', atLeast }, tools)).toEqual({
    name: 'x',
    ...(atLeast && { atLeast }),
    found,
    ...(version && { version }),
  });
});
