import fc from 'fast-check';
import { LogText } from './LogText';

/** A log whose frames are drawn as soon as they are asked for, one after the other. */
function logOf(capacity = 1_000) {
  const frames: (() => void)[] = [];
  const log = new LogText({
    capacity,
    frame: callback => frames.push(callback),
  });
  const draw = () => {
    for (let frame = frames.shift(); frame; frame = frames.shift()) {
      frame();
    }
  };
  return { log, draw, drawOne: () => frames.shift()?.() };
}

const textsOf = (log: LogText) => log.snapshot().rows.map(({ text }) => text);

describe('LogText', () => {
  it.each<[string, string[], string[]]>([
    ['whole lines', ['a\nb\n', 'c\n'], ['a', 'b', 'c']],
    ['a line in two pieces', ['a\nb', 'c\nd\n'], ['a', 'bc', 'd']],
    ['a line that has not ended', ['a\nb'], ['a', 'b']],
    ['empty lines', ['\n\na\n\n'], ['', '', 'a', '']],
    ['nothing', [''], []],
  ])('shows %s', (_, pieces, expected) => {
    const { log, draw } = logOf();
    pieces.forEach(text => {
      log.append({ from: 0, text });
      draw();
    });
    expect(textsOf(log)).toEqual(expected);
  });

  it('has each line once and in order, however the log is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 6 })),
        fc.array(fc.boolean()),
        (texts, drawn) => {
          const { log, draw } = logOf();
          const whole = texts.join('\n');
          texts.forEach((text, at) => {
            log.append({ from: 0, text: at === 0 ? text : `\n${text}` });
            if (drawn[at]) {
              draw();
            }
          });
          draw();
          expect(textsOf(log)).toEqual(
            whole === '' ? [] : whole.replace(/\n$/, '').split('\n'),
          );
          const numbers = log.snapshot().rows.map(({ seq }) => seq);
          expect(numbers).toEqual(numbers.map((__, at) => at));
        },
      ),
    );
  });

  it('takes what is too much from the beginning, in a frame of its own', () => {
    const { log, draw, drawOne } = logOf(10);
    log.append({ from: 5, text: 'é\n'.repeat(12) });
    draw();
    expect(log.snapshot().rows).toHaveLength(12);
    log.append({ from: 41, text: 'last\n' });
    drawOne();
    expect(log.snapshot()).toMatchObject({ shifted: true, from: 11 });
    expect(log.snapshot().rows).toHaveLength(10);
    drawOne();
    expect(log.snapshot().shifted).toBe(false);
    expect(log.snapshot().rows.at(-1)).toEqual({ seq: 12, text: 'last' });
  });

  it('goes back to the beginning by pieces that may cut a line', () => {
    const whole = 'one\ntwö\nthree\nfour\n';
    const bytes = new TextEncoder().encode(whole);
    const piece = (from: number, to: number) => ({
      from,
      to,
      text: new TextDecoder().decode(bytes.slice(from, to)),
    });
    const { log, draw } = logOf();
    log.append(piece(15, bytes.length));
    draw();
    expect(textsOf(log)).toEqual(['four']);
    log.prepend(piece(2, 15));
    expect(log.snapshot()).toMatchObject({ from: 4, shifted: true });
    expect(textsOf(log)).toEqual(['twö', 'three', 'four']);
    log.prepend(piece(0, 4));
    expect(textsOf(log)).toEqual(['one', 'twö', 'three', 'four']);
    expect(log.snapshot().rows.map(({ seq }) => seq)).toEqual([-3, -2, -1, 0]);
    expect(log.snapshot().from).toBe(0);
  });

  it('does not take what no longer ends where the first line begins', () => {
    const { log, draw } = logOf();
    log.append({ from: 8, text: 'three\n' });
    draw();
    log.prepend({ from: 0, to: 4, text: 'one\n' });
    expect(textsOf(log)).toEqual(['three']);
  });
});
