import {
  worstStatus,
  type Cluster,
  type Placement,
  type ServiceRow,
  type Services,
  type Status,
} from '@pilothouse/plugin-platform-common';

/** A moment that tests take for the present. */
export const presentMs = Date.parse('2031-04-01T08:00:00.000Z');

/** So many minutes before the present of tests. */
export function minutesAgo(minutes: number): string {
  return new Date(presentMs - minutes * 60_000).toISOString();
}

/** A cluster that answers. */
export function live(name: string): Cluster {
  return { name, knowledge: { kind: 'live', syncedAt: minutesAgo(0) } };
}

/** A cluster that answers, in which the portal may not list objects of that kind. */
export function without(kind: string): Cluster {
  return { ...live('east'), unreadable: [{ kind, because: 'forbidden' }] };
}

/** A cluster that does not answer any more. */
export function stale(name: string, minutes: number): Cluster {
  return {
    name,
    knowledge: {
      kind: 'stale',
      since: minutesAgo(minutes),
      because: 'connect ECONNREFUSED',
    },
  };
}

/** A workload that runs as it should, but for what is said. */
export function placement(
  environment: string | undefined,
  more: Partial<Placement> & { cluster?: string; workload?: string } = {},
): Placement {
  const { cluster = 'east', workload = 'web', ...rest } = more;
  return {
    ref: {
      cluster,
      namespace: `shop-${environment ?? 'x'}`,
      kind: 'Deployment',
      name: workload,
    },
    environment,
    version: '1.4.2',
    status: 'healthy',
    replicas: { ready: 2, desired: 2 },
    ...rest,
  };
}

/** A failure of an image that does not exist. */
export function broken(
  environment: string,
  more: Parameters<typeof placement>[1] = {},
): Placement {
  return placement(environment, {
    status: 'failed',
    since: minutesAgo(12),
    replicas: { ready: 0, desired: 2 },
    cause: {
      severity: 'failed',
      pods: 2,
      facts: {
        kind: 'image-pull',
        image: 'shop/web:9.9.9',
        said: 'manifest unknown',
      },
    },
    ...more,
  });
}

/** A service of the catalog. */
export function service(
  name: string,
  placements: readonly Placement[],
  more: Partial<ServiceRow> = {},
): ServiceRow {
  const status = worstStatus(placements.map(each => each.status));
  return {
    entityRef: `component:default/${name}`,
    name,
    owner: 'group:default/shop',
    application: 'system:default/shop',
    status,
    since: placements.find(each => each.status === status)?.since,
    placements: Object.fromEntries(
      placements.map((each, index) => [`${name}-${index}`, each]),
    ),
    ...more,
  };
}

/** A workload that the catalog does not know. */
export function unregistered(name: string, status: Status = 'healthy') {
  return service(name, [placement('dev', { workload: name, status })], {
    entityRef: undefined,
    owner: undefined,
    application: undefined,
  });
}

/** All that a person may see. */
export function servicesOf(
  rows: readonly ServiceRow[],
  clusters: readonly Cluster[] = [live('east')],
): Services {
  return {
    clusters: [...clusters],
    services: Object.fromEntries(
      rows.map(row => [
        row.entityRef ?? `east/shop-dev/Deployment/${row.name}`,
        row,
      ]),
    ),
    applications: {
      'system:default/shop': {
        entityRef: 'system:default/shop',
        name: 'shop',
        title: 'Tea shop',
        owner: 'group:default/shop',
      },
    },
  };
}
