import fc from 'fast-check';
import { LineDecoder, type LogLine } from './LineDecoder';

const at = '2031-04-01T08:00:00.123456789Z';

function decode(...chunks: (string | Uint8Array)[]): LogLine[] {
  const decoder = new LineDecoder();
  return [
    ...chunks.flatMap(chunk =>
      decoder.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk),
    ),
    ...decoder.end(),
  ];
}

describe('LineDecoder', () => {
  it.each<[string, string, LogLine[]]>([
    ['a line', `${at} hello\n`, [{ at, text: 'hello' }]],
    ['a line that ends in CRLF', `${at} hello\r\n`, [{ at, text: 'hello' }]],
    ['an empty line', `${at} \n`, [{ at, text: '' }]],
    ['an empty line without its space', `${at}\n`, [{ at, text: '' }]],
    ['a line without an end', `${at} hello`, [{ at, text: 'hello' }]],
    ['no line', '', []],
    [
      'a time with fewer digits',
      '2031-04-01T08:00:00.5Z hello\n',
      [{ at: '2031-04-01T08:00:00.500000000Z', text: 'hello' }],
    ],
    [
      'a time of another zone',
      '2031-04-01T16:00:00.123456789+08:00 hello\n',
      [{ at, text: 'hello' }],
    ],
    [
      'what the node says itself',
      'unable to retrieve container logs\n',
      [{ at: '', text: 'unable to retrieve container logs' }],
    ],
    [
      'what only looks like a time',
      '2031-99-99T08:00:00+08:00 x\n',
      [{ at: '', text: '2031-99-99T08:00:00+08:00 x' }],
    ],
  ])('reads %s', (_, log, lines) => {
    expect(decode(log)).toEqual(lines);
  });

  it('reads the same however the bytes are cut', () => {
    const line = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (texts, cuts) => {
          const bytes = Buffer.from(
            texts.map(text => `${at} ${text.replaceAll('\n', '')}\n`).join(''),
          );
          const pieces: Uint8Array[] = [];
          for (let start = 0, i = 0; start < bytes.length; i += 1) {
            const size = cuts[i % cuts.length] ?? 1;
            pieces.push(bytes.subarray(start, start + size));
            start += size;
          }
          expect(decode(...pieces)).toEqual(decode(bytes));
        },
      ),
    );
  });

  it('keeps going after bytes that are no UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from(`${at} a`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`b\n${at} c\n`),
    ]);
    expect(decode(bytes)).toEqual([
      { at, text: 'a\uFFFD\uFFFDb' },
      { at, text: 'c' },
    ]);
  });

  it('cuts a line that is too long, and says by how much', () => {
    const [line, next] = decode(
      `${at} ${'x'.repeat(20_000)}`,
      `${'y'.repeat(1_000_000)}\n${at} next\n`,
    );
    expect(line?.text).toMatch(/^x{16353} … \(\+1003647 B\)$/);
    expect(next).toEqual({ at, text: 'next' });
  });
});
