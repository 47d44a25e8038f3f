import { earlier } from './earlier';

const encoder = new TextEncoder();

/** A portal with that log, which gives no more than so many bytes at a time. */
function portalOf(log: string, most = Infinity) {
  const bytes = encoder.encode(log);
  const asked: { start: number; maxBytes: number }[] = [];
  return {
    asked,
    ask: async (piece: { start: number; maxBytes: number }) => {
      asked.push(piece);
      const from = piece.start;
      const to = Math.min(bytes.length, from + Math.min(piece.maxBytes, most));
      const text = new TextDecoder().decode(bytes.slice(from, to));
      return { from, to, text, more: 'no' as const };
    },
  };
}

describe('earlier', () => {
  it('is all that stands before a place near the beginning', async () => {
    const { ask, asked } = portalOf('önë\ntwo\nthree\n');
    const to = encoder.encode('önë\ntwo\n').length;
    expect(await earlier(ask, to)).toEqual({ from: 0, to, text: 'önë\ntwo\n' });
    expect(asked).toEqual([{ start: 0, maxBytes: 1_024 }]);
  });

  it('is asked for again until it is whole', async () => {
    const { ask, asked } = portalOf('one\ntwo\nthree\n', 5);
    expect(await earlier(ask, 8)).toEqual({
      from: 0,
      to: 8,
      text: 'one\ntwo\n',
    });
    expect(asked).toHaveLength(2);
  });

  it('is half a megabyte of a long log', async () => {
    const { ask } = portalOf('a\n'.repeat(600_000));
    const { from, text } = await earlier(ask, 1_000_000);
    expect(from).toBe(1_000_000 - 512 * 1024);
    expect(text).toHaveLength(512 * 1024);
  });

  it('fails where the log has become shorter', async () => {
    const { ask } = portalOf('one\n');
    await expect(earlier(ask, 100)).rejects.toThrow('shorter');
  });
});
