import type { LogEvent } from '@pilothouse/plugin-platform-common';
import { lastLines } from './last-lines';

const run = {
  target: {
    cluster: 'local',
    namespace: 'shop-prod',
    kind: 'Deployment',
    name: 'cart',
  },
  pod: 'cart-5d4-x2k',
  container: 'app',
} as const;

const at = '2031-04-01T08:00:00Z';

const lines = (...texts: string[]): LogEvent => ({
  kind: 'lines',
  lines: texts.map(text => [0, at, text]),
});

const source: LogEvent = {
  kind: 'source',
  source: { index: 0, pod: run.pod, uid: 'u', container: 'app' },
};

function tailOf(events: readonly LogEvent[]) {
  return jest.fn(async () => {
    async function* told() {
      yield* events;
    }
    return told();
  });
}

const ask = (tail: ReturnType<typeof tailOf>) =>
  lastLines(tail, run, new AbortController().signal);

describe('lastLines', () => {
  it.each<[string, readonly LogEvent[], string[]]>([
    ['of one batch', [source, lines('a', 'b')], ['a', 'b']],
    ['of several batches', [lines('a'), lines('b', 'c')], ['a', 'b', 'c']],
    ['of a run that wrote nothing', [source], []],
    [
      'without colors',
      [lines('\u001b[31mno\u001b[0m database')],
      ['no database'],
    ],
    [
      'and no more of each than can be read',
      [lines('x'.repeat(20_000))],
      [`${'x'.repeat(1_000)}…`],
    ],
    [
      'and no more than are asked for',
      [lines('first', ...Array.from({ length: 50 }, (_, n) => `${n}`))],
      Array.from({ length: 50 }, (_, n) => `${n}`),
    ],
    [
      'and what comes late',
      [lines('a'), { kind: 'live' }, lines('b')],
      ['a', 'b'],
    ],
  ])('%s', async (_, events, expected) => {
    expect(await ask(tailOf(events))).toEqual(expected);
  });

  it('asks for the run before the restart, of that container alone', async () => {
    const tail = tailOf([]);
    await ask(tail);
    expect(tail).toHaveBeenCalledWith(
      {
        target: run.target,
        pods: ['cart-5d4-x2k'],
        container: 'app',
        previous: true,
        tailLines: 50,
      },
      { signal: expect.any(AbortSignal) },
    );
  });

  it('does not take a node that is silent for a run that wrote nothing', async () => {
    const gap: LogEvent = {
      kind: 'gap',
      source: 0,
      at,
      because: 'unreachable',
      detail: 'dial tcp: connection refused',
    };
    const events: LogEvent[] = [source, { kind: 'live' }, gap];
    await expect(ask(tailOf(events))).rejects.toThrow(
      'dial tcp: connection refused',
    );
  });
});
