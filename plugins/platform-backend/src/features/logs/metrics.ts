import type { Meter } from '@opentelemetry/api';
import type { LogEvent } from '@pilothouse/plugin-platform-common';
import type { StreamObserver } from '../../metrics/observed';

/** Counts one tail, for as long as it lasts. */
export type LogsMetrics = () => StreamObserver<LogEvent>;

/** Offers what the tails of this process do. */
export function logsMetrics(meter: Meter): LogsMetrics {
  const tails = meter.createUpDownCounter('pilothouse_logs_tails', {
    description: 'Logs that are followed',
  });
  const lines = meter.createCounter('pilothouse_logs_lines_total', {
    description: 'Lines of logs that browsers were told',
  });
  const gaps = meter.createCounter('pilothouse_logs_gaps_total', {
    description: 'Places at which browsers were told that lines are missing',
  });
  tails.add(0);
  lines.add(0);
  gaps.add(0);
  return () => ({
    began: () => tails.add(1),
    told: event => {
      if (event.kind === 'lines') lines.add(event.lines.length);
      if (event.kind === 'gap') gaps.add(1);
    },
    ended: () => tails.add(-1),
  });
}
