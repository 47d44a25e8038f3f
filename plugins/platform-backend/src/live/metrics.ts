import type { Meter } from '@opentelemetry/api';
import {
  liveQueries,
  type LiveEvent,
  type LiveView,
} from '@pilothouse/plugin-platform-common';
import type { StreamObserver } from '../metrics/observed';
import type { LiveHub } from './LiveHub';

/** Counts what browsers look at, and what they are told. */
export interface LiveMetrics {
  /** Counts one connection and its views, for as long as it lasts. */
  connection(views: readonly LiveView[]): StreamObserver<LiveEvent>;
  /** A browser took nothing for too long. */
  dropped(): void;
}

/** Offers what the live connections of this process do. */
export function liveMetrics(meter: Meter): LiveMetrics {
  const connections = meter.createUpDownCounter('pilothouse_live_connections', {
    description: 'Browser tabs that are connected',
  });
  const views = meter.createUpDownCounter('pilothouse_live_views', {
    description: 'Views that browsers look at',
  });
  const events = meter.createCounter('pilothouse_live_events_total', {
    description: 'What browsers were told of their views',
  });
  const dropped = meter.createCounter('pilothouse_live_dropped_total', {
    description: 'Connections that were ended because the browser was too slow',
  });
  connections.add(0);
  dropped.add(0);
  for (const query of Object.keys(liveQueries)) views.add(0, { query });
  return {
    connection(asked) {
      const queries = new Map(
        asked.map(({ id, query }) => [id, labelOf(query)]),
      );
      const count = (by: 1 | -1) => {
        connections.add(by);
        queries.forEach(query => views.add(by, { query }));
      };
      return {
        began: () => count(1),
        told: event => {
          if (event.kind === 'dropped') return;
          const query = queries.get(event.view);
          events.add(1, { query, kind: event.kind });
        },
        ended: () => count(-1),
      };
    },
    dropped: () => dropped.add(1),
  };
}

/** Browsers may ask for anything; only what there is becomes a label. */
function labelOf(query: string): string {
  return Object.hasOwn(liveQueries, query) ? query : 'unknown';
}

/** Offers what a hub does. */
export function observeHub(meter: Meter, hub: Pick<LiveHub, 'figures'>): void {
  const shared = meter.createObservableGauge('pilothouse_live_shared_views', {
    description: 'Views that are evaluated, each once for all who see it alike',
  });
  const evaluations = meter.createObservableCounter(
    'pilothouse_live_evaluations_total',
    { description: 'Evaluations of views' },
  );
  const failures = meter.createObservableCounter(
    'pilothouse_live_failures_total',
    { description: 'Evaluations of views that failed' },
  );
  shared.addCallback(result => result.observe(hub.figures.views));
  evaluations.addCallback(result => result.observe(hub.figures.evaluations));
  failures.addCallback(result => result.observe(hub.figures.failures));
}
