import type { Status } from '../status';
import type { Placement, Services } from './schema';
import { stateOf, viewsOf } from './view';

const hour = (at: number) =>
  `2031-04-01T${String(at).padStart(2, '0')}:00:00.000Z`;

function placement(
  cluster: string,
  environment: string | undefined,
  more: Partial<Placement> = {},
): Placement {
  return {
    ref: { cluster, namespace: 'shop', kind: 'Deployment', name: 'web' },
    environment,
    status: 'healthy',
    version: '1.4.2',
    replicas: { ready: 2, desired: 2 },
    ...more,
  };
}

function servicesOf(...placements: Placement[]): Services {
  return {
    clusters: [
      { name: 'east', knowledge: { kind: 'live', syncedAt: hour(8) } },
      {
        name: 'west',
        knowledge: { kind: 'stale', since: hour(7), because: 'no answer' },
      },
    ],
    applications: {
      'system:default/shop': {
        entityRef: 'system:default/shop',
        name: 'shop',
        title: 'Tea shop',
      },
    },
    services: {
      'component:default/web': {
        entityRef: 'component:default/web',
        name: 'web',
        application: 'system:default/shop',
        status: 'degraded',
        since: hour(3),
        placements: Object.fromEntries(
          placements.map((each, index) => [String(index), each]),
        ),
      },
    },
  };
}

const crash = {
  severity: 'failed',
  pods: 1,
  facts: { kind: 'crash-loop', restarts: 3 },
} as const;

describe('viewsOf', () => {
  it('has one cell an environment, on the way to production', () => {
    const [view] = viewsOf(
      servicesOf(
        placement('east', 'prod', { replicas: { ready: 1, desired: 3 } }),
        placement('west', 'prod', { status: 'failed', version: '1.4.1' }),
        placement('east', undefined),
        placement('east', 'dev'),
      ),
    );
    expect(view?.cells.map(cell => cell.environment)).toEqual([
      'dev',
      'prod',
      undefined,
    ]);
    expect(view?.cells[1]).toEqual({
      environment: 'prod',
      status: 'failed',
      asleep: false,
      versions: ['1.4.2', '1.4.1'],
      ready: 3,
      desired: 5,
      staleSince: undefined,
      clusters: [
        {
          cluster: 'east',
          status: 'healthy',
          asleep: false,
          ready: 1,
          desired: 3,
        },
        {
          cluster: 'west',
          status: 'failed',
          asleep: false,
          ready: 2,
          desired: 2,
          staleSince: hour(7),
        },
      ],
    });
  });

  it('tells ready ones of earlier revisions apart, cluster by cluster', () => {
    const [view] = viewsOf(
      servicesOf(
        placement('east', 'prod', {
          replicas: { ready: 0, desired: 1, earlier: 1 },
        }),
        placement('west', 'prod'),
      ),
    );
    expect(view?.cells).toMatchObject([
      {
        ready: 2,
        desired: 3,
        earlier: 1,
        clusters: [
          { ready: 0, desired: 1, earlier: 1 },
          { earlier: undefined },
        ],
      },
    ]);
  });

  it.each([
    ['all of it', [0, 0], true, [true, true]],
    ['a part of it', [0, 2], false, [true, false]],
    ['none of it', [2, 2], false, [false, false]],
  ])('tells whether it is asleep: %s', (_, wanted, asleep, cells) => {
    const [dev, prod] = ['dev', 'prod'].map((environment, index) =>
      placement('east', environment, {
        replicas: { ready: wanted[index], desired: wanted[index] },
      }),
    );
    const [view] = viewsOf(servicesOf(dev, prod));
    expect(view?.asleep).toBe(asleep);
    expect(view?.cells.map(cell => cell.asleep)).toEqual(cells);
  });

  it.each([
    ['where all clusters are heard', true, 'healthy'],
    ['not where one is silent', false, 'degraded'],
  ])('calls undeployed what runs nowhere, %s', (_, undeployed, status) => {
    const services = servicesOf();
    const clusters = services.clusters.filter(
      ({ knowledge }) => !undeployed || knowledge.kind === 'live',
    );
    expect(viewsOf({ ...services, clusters })).toMatchObject([
      { undeployed, status, asleep: false },
    ]);
  });

  it('does not call undeployed what cannot be found by its selector', () => {
    const services = servicesOf();
    const clusters = services.clusters.filter(
      ({ knowledge }) => knowledge.kind === 'live',
    );
    const rows = Object.entries(services.services).map(([key, row]) => [
      key,
      { ...row, status: 'unknown' as const, selectorUnclear: true as const },
    ]);
    expect(
      viewsOf({ ...services, clusters, services: Object.fromEntries(rows) }),
    ).toMatchObject([{ undeployed: false, status: 'unknown' }]);
  });

  it('calls a cell stale where no cluster that has it answers', () => {
    const [view] = viewsOf(servicesOf(placement('west', 'prod')));
    expect(view?.cells[0]?.staleSince).toBe(hour(7));
  });

  it('keeps the state that it was told, and names people know', () => {
    const [view] = viewsOf(servicesOf(placement('east', 'dev')));
    expect(view).toMatchObject({
      name: 'web',
      applicationName: 'Tea shop',
      status: 'degraded',
      since: hour(3),
    });
  });

  it.each([
    [{ environment: 'prod' }, 'failed', hour(5)],
    [{ environment: 'dev' }, 'healthy', undefined],
    [{ cluster: 'west' }, 'failed', hour(5)],
    [{ environment: 'prod', cluster: 'east' }, 'failed', hour(6)],
  ])('narrowed to %j it is %s since %s', (narrowing, status, since) => {
    const services = servicesOf(
      placement('east', 'dev'),
      placement('east', 'prod', { status: 'failed', since: hour(6) }),
      placement('west', 'prod', { status: 'failed', since: hour(5) }),
    );
    expect(viewsOf(services, narrowing)).toMatchObject([{ status, since }]);
  });

  it.each<
    [string, readonly (readonly [Status, string?])[], string | undefined]
  >([
    [
      'all are well',
      [
        ['healthy', hour(2)],
        ['healthy', hour(4)],
      ],
      hour(4),
    ],
    [
      'one is well',
      [
        ['healthy', hour(8)],
        ['failed', hour(4)],
      ],
      hour(4),
    ],
    [
      'two are bad',
      [
        ['failed', hour(4)],
        ['failed', hour(2)],
      ],
      hour(2),
    ],
    [
      'of one that is bad it is not known',
      [['failed', hour(4)], ['failed']],
      undefined,
    ],
    ['nothing runs', [], undefined],
  ])('tells since when it is so where %s', (_, told, since) => {
    const placements = told.map(([status, at]) =>
      placement('east', 'prod', { status, since: at }),
    );
    expect(stateOf(placements).since).toBe(since);
  });

  it('leaves out what does not run where one looks', () => {
    const services = servicesOf(placement('east', 'dev'));
    expect(viewsOf(services, { environment: 'prod' })).toEqual([]);
    expect(viewsOf(servicesOf(), { cluster: 'east' })).toEqual([]);
    expect(viewsOf(servicesOf())).toHaveLength(1);
  });

  it('names the worst trouble, in production first', () => {
    const broken = (environment: string, status: 'degraded' | 'failed') =>
      placement('east', environment, { status, cause: crash });
    const [view] = viewsOf(
      servicesOf(
        broken('dev', 'failed'),
        broken('prod', 'degraded'),
        broken('test', 'failed'),
        placement('east', 'stage', { status: 'failed' }),
      ),
    );
    expect(view?.trouble?.placement.environment).toBe('test');
  });
});
