import {
  liveQueries,
  type LiveEvent,
  type LiveQueryName,
} from '@pilothouse/plugin-platform-common';
import { metered } from '../metrics/__testUtils__/metered';
import { observed } from '../metrics/observed';
import { liveMetrics, observeHub } from './metrics';

/** Numbers of views by the name of what is asked; of all others there are none. */
const views = (of: Partial<Record<LiveQueryName, number>> = {}) =>
  Object.fromEntries(
    Object.keys(liveQueries).map(query => [
      `pilothouse_live_views{query="${query}"}`,
      of[query as LiveQueryName] ?? 0,
    ]),
  );
const look = (id: string, query: string) => ({ id, query, input: {} });

async function* told(): AsyncGenerator<LiveEvent, void> {
  yield { kind: 'value', view: 'a', revision: '1', value: {} };
  yield { kind: 'patch', view: 'a', revision: '2', operations: [] };
  yield { kind: 'patch', view: 'b', revision: '2', operations: [] };
  yield { kind: 'dropped' };
}

describe('metrics of live connections', () => {
  it('are there before anybody looks', async () => {
    const { meter, read } = metered();
    liveMetrics(meter);
    expect(await read()).toEqual({
      pilothouse_live_connections: 0,
      pilothouse_live_dropped_total: 0,
      ...views(),
    });
  });

  it('count who looks at what, and what they are told', async () => {
    const { meter, read } = metered();
    const metrics = liveMetrics(meter);
    const events = observed(
      told(),
      metrics.connection([
        look('a', 'services.list'),
        look('b', 'services.list'),
        look('c', 'made-up-by-a-browser'),
      ]),
    );
    await events.next();
    expect(await read()).toMatchObject({
      pilothouse_live_connections: 1,
      ...views({ 'services.list': 2 }),
      'pilothouse_live_views{query="unknown"}': 1,
      'pilothouse_live_events_total{kind="value",query="services.list"}': 1,
    });
    for await (const _ of events) {
      // Takes the rest.
    }
    metrics.dropped();
    expect(await read()).toMatchObject({
      pilothouse_live_connections: 0,
      pilothouse_live_dropped_total: 1,
      ...views(),
      'pilothouse_live_events_total{kind="patch",query="services.list"}': 2,
    });
  });

  it('count a browser that leaves in the middle no longer', async () => {
    const { meter, read } = metered();
    const observer = liveMetrics(meter).connection([
      look('a', 'services.list'),
    ]);
    const events = observed(told(), observer);
    await events.next();
    await events.return();
    expect(await read()).toMatchObject({
      pilothouse_live_connections: 0,
      ...views(),
    });
  });

  it('tell what the hub does', async () => {
    const { meter, read } = metered();
    observeHub(meter, { figures: { views: 2, evaluations: 9, failures: 1 } });
    expect(await read()).toEqual({
      pilothouse_live_shared_views: 2,
      pilothouse_live_evaluations_total: 9,
      pilothouse_live_failures_total: 1,
    });
  });
});
