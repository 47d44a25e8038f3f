import type {
  BrokenPipeline,
  Cluster,
  Placement,
  ServiceRow,
  Services,
} from '@pilothouse/plugin-platform-common';
import { worstStatus } from '@pilothouse/plugin-platform-common';

/** A workload that runs as it should, but for what is said. */
export function placement(
  environment: string | undefined,
  more: Partial<Placement> = {},
): Placement {
  return {
    ref: {
      cluster: 'east',
      namespace: `shop-${environment ?? 'x'}`,
      kind: 'Deployment',
      name: 'web',
    },
    environment,
    version: '1.4.2',
    status: 'healthy',
    replicas: { ready: 2, desired: 2 },
    ...more,
  };
}

/** A service of the catalog, of the team `shop`. */
export function row(
  name: string,
  placements: readonly Placement[],
  more: Partial<ServiceRow> = {},
): ServiceRow {
  return {
    entityRef: `component:default/${name}`,
    name,
    owner: 'group:default/shop',
    status: worstStatus(placements.map(each => each.status)),
    placements: Object.fromEntries(
      placements.map((each, index) => [`${name}-${index}`, each]),
    ),
    ...more,
  };
}

/** All that a person may see, on one cluster that answers. */
export function servicesOf(...rows: ServiceRow[]): Services {
  return servicesOn([clusterOf('east', 'live')], ...rows);
}

/** A cluster that is known so well. */
export function clusterOf(
  name: string,
  kind: Cluster['knowledge']['kind'],
): Cluster {
  const since = '2031-04-01T08:00:00.000Z';
  if (kind === 'live') {
    return { name, knowledge: { kind, syncedAt: since } };
  }
  return kind === 'connecting'
    ? { name, knowledge: { kind, since } }
    : { name, knowledge: { kind, since, because: 'no answer' } };
}

/** All that a person may see on these clusters. */
export function servicesOn(
  clusters: readonly Cluster[],
  ...rows: ServiceRow[]
): Services {
  return {
    clusters: [...clusters],
    services: Object.fromEntries(
      rows.map(each => [each.entityRef ?? each.name, each]),
    ),
    applications: {},
  };
}

/** A pipeline that failed in a test. */
export function failing(more: Partial<BrokenPipeline> = {}): BrokenPipeline {
  return {
    run: {
      job: 'shop/web/main',
      number: 13,
      branch: 'main',
      state: 'failed',
      tests: { passed: 3, failed: 1, skipped: 0 },
    },
    since: '2031-04-01T08:00:00.000Z',
    sinceOrEarlier: false,
    stage: 'Unit tests',
    test: 'adds the tax',
    ...more,
  };
}
