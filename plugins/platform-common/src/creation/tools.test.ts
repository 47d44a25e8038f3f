import { toolNeedsOf, toolStateOf, type ExecutorTool } from './tools';

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

const has = (version: string): ExecutorTool => ({ found: 'version', version });
const none: ExecutorTool = { found: 'none' };
const unknown: ExecutorTool = { found: 'unknown' };

it.each<[string | undefined, ExecutorTool[], string, string | undefined]>([
  [undefined, [has('1')], 'fine', '1'],
  ['1.26', [has('1.26')], 'fine', '1.26'],
  ['1.26', [has('1.26.0')], 'fine', '1.26.0'],
  ['1.26.0', [has('1.26')], 'fine', '1.26'],
  ['1.9', [has('1.10')], 'fine', '1.10'],
  ['1.26', [has('1.25.9')], 'too-old', '1.25.9'],
  ['21', [has('17'), has('21.0.2')], 'fine', '21.0.2'],
  ['21', [none, has('9'), has('17')], 'too-old', '17'],
  ['21', [none, none], 'missing', undefined],
  ['21', [none, unknown], 'unknown', undefined],
  ['21', [has('17'), unknown], 'unknown', '17'],
  ['21', [unknown, has('21')], 'fine', '21'],
  [undefined, [], 'unknown', undefined],
])('of %s or newer, %j is %s', (atLeast, executors, found, version) => {
  expect(toolStateOf({ name: 'x', atLeast }, executors)).toEqual({
    name: 'x',
    ...(atLeast && { atLeast }),
    found,
    ...(version && { version }),
  });
});
