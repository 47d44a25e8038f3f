import { toolNeedsOf, toolStatesOf } from './tools';

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
  expect(toolStatesOf([{ name: 'x', atLeast }], tools)).toEqual([
    {
      name: 'x',
      ...(atLeast && { atLeast }),
      found,
      ...(version && { version }),
    },
  ]);
});

const java = { name: 'java', atLeast: '21' };
const mvn = { name: 'mvn' };

it.each<[string, Record<string, string>[], string, string]>([
  ['both on one', [{ java: '21', mvn: '3' }, {}], 'fine 21', 'fine 3'],
  [
    'both on the older one',
    [
      { java: '25', mvn: none },
      { java: '21', mvn: '3' },
    ],
    'fine 21',
    'fine 3',
  ],
  [
    'one on each',
    [
      { java: '21', mvn: none },
      { java: none, mvn: '3' },
    ],
    'fine 21',
    'apart 3',
  ],
  [
    'the right version where the other is not',
    [
      { java: '17', mvn: '3' },
      { java: '21', mvn: none },
    ],
    'apart 21',
    'fine 3',
  ],
  [
    'one that nobody says of, where the other is',
    [{ java: '21' }, { java: none, mvn: none }],
    'fine 21',
    'unknown',
  ],
  [
    'one that only says so where the other is not',
    [{ java: '21', mvn: none }, { java: none }],
    'fine 21',
    'apart',
  ],
  ['one nowhere', [{ java: '21', mvn: none }], 'fine 21', 'missing'],
])('judges programs by executor: %s', (_, executors, ofJava, ofMvn) => {
  const tools = executors.map(each => new Map(Object.entries(each)));
  const states = toolStatesOf([java, mvn], tools);

  expect(
    states.map(({ found, version = '' }) => `${found} ${version}`.trim()),
  ).toEqual([ofJava, ofMvn]);
});
