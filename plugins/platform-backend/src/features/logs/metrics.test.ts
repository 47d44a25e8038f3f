import type { LogEvent } from '@pilothouse/plugin-platform-common';
import { metered } from '../../metrics/__testUtils__/metered';
import { logsMetrics } from './metrics';

const at = '2031-04-01T08:00:00Z';
const events: LogEvent[] = [
  { kind: 'source', source: { index: 0, pod: 'a', uid: 'a', container: 'c' } },
  {
    kind: 'lines',
    lines: [
      [0, at, 'one'],
      [0, at, 'two'],
    ],
  },
  { kind: 'gap', source: 0, at, because: 'rotated' },
  { kind: 'lines', lines: [[0, at, 'three']] },
  { kind: 'live' },
];

describe('metrics of logs', () => {
  it('count tails, lines and gaps', async () => {
    const { meter, read } = metered();
    const metrics = logsMetrics(meter);
    const counts = (tails: number, lines: number, gaps: number) => ({
      pilothouse_logs_tails: tails,
      pilothouse_logs_lines_total: lines,
      pilothouse_logs_gaps_total: gaps,
    });
    expect(await read()).toEqual(counts(0, 0, 0));
    const [first, second] = [metrics(), metrics()];
    first.began();
    second.began();
    events.forEach(event => first.told(event));
    expect(await read()).toEqual(counts(2, 3, 1));
    first.ended();
    expect(await read()).toEqual(counts(1, 3, 1));
  });
});
