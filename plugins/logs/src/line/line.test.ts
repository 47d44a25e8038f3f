import { levelColors, markColors, podColors } from './colors';
import { parseLine, type ParsedLine } from './parse';

describe('parseLine', () => {
  it.each<[string, Partial<ParsedLine>]>([
    ['plain text', { message: 'plain text', fields: [] }],
    [
      '{"time":"x","level":"warn","message":"pool exhausted","order":4711,"tags":["a"]}',
      {
        level: 'warn',
        levelName: 'WARN',
        message: 'pool exhausted',
        fields: [
          ['order', '4711'],
          ['tags', '["a"]'],
        ],
      },
    ],
    [
      '{"level":50,"msg":"failed"}',
      { level: 'error', levelName: 'ERROR', message: 'failed' },
    ],
    ['{"severity":"odd","a":1}', { level: undefined, levelName: 'ODD' }],
    ['{"a":1', { message: '{"a":1', fields: [] }],
    ['{not json}', { message: '{not json}', fields: [] }],
    ['[1]', { message: '[1]', fields: [] }],
    ['2031-04-01 08:00:00 ERROR no route', { level: 'error' }],
    ['[WARNING] low disk', { level: 'warn' }],
    ['ts=1 level=error msg="x"', { level: 'error' }],
    ['the error was found', { message: 'the error was found' }],
    ['\u001b[31mERROR\u001b[0m red', { level: 'error', message: 'ERROR red' }],
  ])('%s', (text, expected) => {
    expect(parseLine(text)).toMatchObject(expected);
  });
});

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map(at => parseInt(color.slice(at, at + 2), 16) / 255)
    .map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort(
    (x, y) => y - x,
  );
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['light', ['#ffffff', '#f0f0f0']],
  ['dark', ['#424242', '#4a4a4a']],
] as const)('colors on %s', (mode, papers) => {
  it.each([...podColors[mode], ...Object.values(levelColors[mode])])(
    '%s can be read',
    color => {
      for (const paper of papers) {
        expect(contrast(color, paper)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('marks what is found readably', () => {
    const { text, back } = markColors[mode];
    expect(contrast(text, back)).toBeGreaterThanOrEqual(4.5);
  });
});
