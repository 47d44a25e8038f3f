import { maxLogPieceBytes } from '@pilothouse/plugin-platform-common';
import { wholeLog } from './wholeLog';

function askFor(log: string, pieceBytes: number) {
  return async ({ start }: { start: number }) => {
    const to = Math.min(log.length, start + pieceBytes);
    const more = to < log.length ? 'now' : 'no';
    return { from: start, to, text: log.slice(start, to), more } as const;
  };
}

describe('wholeLog', () => {
  const { signal } = new AbortController();

  it.each([
    ['nothing', '', 3, [0]],
    ['one piece', 'ab', 3, [2]],
    ['several pieces', 'abcdefgh', 3, [3, 6, 8]],
  ])('has %s', async (_, log, pieceBytes, expected) => {
    const heard: number[] = [];
    const ask = jest.fn(askFor(log, pieceBytes));
    const file = await wholeLog(ask, bytes => heard.push(bytes), signal);
    expect(await file.text()).toBe(log);
    expect(heard).toEqual(expected);
    expect(ask.mock.calls[0]?.[0]).toEqual({
      start: 0,
      maxBytes: maxLogPieceBytes,
    });
  });

  it('ends when it is called off', async () => {
    const end = new AbortController();
    const asked = wholeLog(askFor('abc', 1), () => end.abort(), end.signal);
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends when the log does not go on where it should', async () => {
    const empty = { from: 0, to: 0, text: '', more: 'now' } as const;
    const asked = wholeLog(
      async () => empty,
      () => {},
      signal,
    );
    await expect(asked).rejects.toThrow('shorter');
  });
});
