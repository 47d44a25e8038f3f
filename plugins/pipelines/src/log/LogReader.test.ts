import type { LogPiece } from '@pilothouse/plugin-platform-common';
import { LogReader, tailBytes, type AskPiece } from './LogReader';

type Answer = LogPiece | Error;

const named = (name: string) => Object.assign(new Error(name), { name });
const piece = (
  from: number,
  text: string,
  more: LogPiece['more'],
): LogPiece => ({
  from,
  to: from + text.length,
  text,
  more,
});

/** A portal that gives these answers in order, and then nothing new. */
function reading(...answers: Answer[]) {
  const asked: Parameters<AskPiece>[0][] = [];
  const heard: string[] = [];
  const states: string[] = [];
  const reader = new LogReader({
    ask: async request => {
      asked.push(request);
      const answer = answers.shift() ?? piece(request.start ?? 0, '', 'later');
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
    hear: ({ text }) => heard.push(text),
    changed: () => states.push(reader.state.kind),
  });
  return { reader, asked, heard, states };
}

describe('LogReader', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const settle = (ms = 120_000) => jest.advanceTimersByTimeAsync(ms);

  it('reads from near the end on, at once what there is and then what comes', async () => {
    const { reader, asked, heard, states } = reading(
      piece(900, 'abc', 'now'),
      piece(903, 'de', 'later'),
      piece(905, 'f', 'no'),
    );
    reader.start();
    await settle();
    expect(asked).toEqual([{ tailBytes }, { start: 903 }, { start: 905 }]);
    expect(heard).toEqual(['abc', 'de', 'f']);
    expect(states).toEqual(['live', 'ended']);
  });

  it('goes on behind what it has when the portal was silent', async () => {
    const { reader, asked, heard, states } = reading(
      piece(0, 'abc', 'later'),
      named('ServiceUnavailableError'),
      new Error('Failed to fetch'),
      piece(3, 'd', 'no'),
    );
    reader.start();
    await settle();
    expect(asked.slice(1)).toEqual([{ start: 3 }, { start: 3 }, { start: 3 }]);
    expect(heard).toEqual(['abc', 'd']);
    expect(states).toEqual(['live', 'reconnecting', 'reconnecting', 'ended']);
  });

  it.each(['NotAllowedError', 'NotFoundError', 'InputError'])(
    'stops at a %s, until it is started again',
    async name => {
      const { reader, asked, states } = reading(
        new Error('Request failed', { cause: named(name) }),
        piece(0, 'a', 'no'),
      );
      reader.start();
      await settle();
      expect(states).toEqual(['failed']);
      reader.start();
      await settle();
      expect(asked).toHaveLength(2);
      expect(states).toEqual(['failed', 'reading', 'ended']);
    },
  );

  it('asks for nothing while it is stopped, and goes on where it was', async () => {
    const { reader, asked } = reading(piece(0, 'abc', 'later'));
    reader.start();
    await settle(500);
    reader.stop();
    await settle();
    expect(asked).toHaveLength(1);
    reader.start();
    await settle(500);
    reader.stop();
    expect(asked).toEqual([{ tailBytes }, { start: 3 }]);
  });

  it('does not read again what has ended', async () => {
    const { reader, asked } = reading(piece(0, 'abc', 'no'));
    reader.start();
    await settle();
    reader.start();
    await settle();
    expect(asked).toHaveLength(1);
  });
});
