import type {
  BatchObservableResult,
  Meter,
  Observable,
} from '@opentelemetry/api';
import type { ClusterFigures } from './figures';

type Gauges = ReturnType<typeof instruments>;

function instruments(meter: Meter) {
  return {
    live: meter.createObservableGauge('pilothouse_kube_cluster_live', {
      description: 'Whether all that is shown of a cluster is up to date',
    }),
    silence: meter.createObservableGauge(
      'pilothouse_kube_cluster_silence_seconds',
      { description: 'Time since an API server was last heard', unit: 's' },
    ),
    requests: meter.createObservableCounter('pilothouse_kube_requests_total', {
      description: 'Requests to an API server by class of status',
    }),
    age: meter.createObservableGauge('pilothouse_kube_cache_age_seconds', {
      description: 'Time since a list or a watch of a kind last told something',
      unit: 's',
    }),
    objects: meter.createObservableGauge('pilothouse_kube_cache_objects', {
      description: 'Objects of a kind that are kept',
    }),
    lists: meter.createObservableCounter('pilothouse_kube_lists_total', {
      description: 'Lists of a kind that were begun',
    }),
    watches: meter.createObservableCounter('pilothouse_kube_watches_total', {
      description: 'Watches of a kind that were begun',
    }),
    events: meter.createObservableCounter('pilothouse_kube_events_total', {
      description: 'Changes of objects of a kind that watches told',
    }),
  };
}

/**
 * Offers what the cache does and has of all clusters. What is no longer watched has no
 * value (`NaN`), as the SDK would go on telling its last one for ever.
 */
export function observeClusters(
  meter: Meter,
  figures: () => readonly ClusterFigures[],
  now: () => number = Date.now,
): void {
  const gauges = instruments(meter);
  const all: Observable[] = Object.values(gauges);
  const known = new Map<string, ClusterFigures>();
  meter.addBatchObservableCallback(result => {
    const current = figures();
    current.forEach(cluster => known.set(cluster.cluster, cluster));
    const at = now();
    for (const cluster of known.values()) {
      const isWatched = current.includes(cluster);
      observeCluster(result, gauges, { ...cluster, isWatched, at });
    }
  }, all);
}

function observeCluster(
  result: BatchObservableResult,
  gauges: Gauges,
  of: ClusterFigures & { isWatched: boolean; at: number },
): void {
  const { cluster, isWatched, at } = of;
  const told = (value: number) => (isWatched ? value : NaN);
  result.observe(gauges.live, told(of.isLive ? 1 : 0), { cluster });
  result.observe(gauges.silence, told(seconds(of.heardAt, at)), { cluster });
  for (const [code, count] of of.answers) {
    result.observe(gauges.requests, count, { cluster, code });
  }
  for (const { kind, heardAt, isServed, ...counts } of of.kinds) {
    const labels = { cluster, kind };
    const age = isServed ? seconds(heardAt, at) : NaN;
    result.observe(gauges.age, told(age), labels);
    result.observe(gauges.objects, told(counts.objects), labels);
    result.observe(gauges.lists, counts.lists, labels);
    result.observe(gauges.watches, counts.watches, labels);
    result.observe(gauges.events, counts.events, labels);
  }
}

/** A clock that was set back makes nothing younger than now. */
function seconds(since: number, now: number): number {
  return Math.max(0, now - since) / 1000;
}
