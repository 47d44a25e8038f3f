import type { Entity } from '@backstage/catalog-model';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ClusterReader,
  KubeKindName,
} from '@pilothouse/plugin-platform-node';
import { clusterWith, fixture } from '../deployments/__testUtils__/scene';
import { scopeOfNamespaces } from '../../kube/access/scope-of';
import { visibleKube } from '../../kube/access/visible-kube';
import { workloadKinds } from '../deployments/workload';
import { runningIn as runningOf } from './running';

const nobodys: readonly Entity[] = [];
const runningIn = (cluster: ClusterReader) => runningOf(cluster, nobodys);

const fixtures = readdirSync(
  join(__dirname, '../deployments/causes/fixtures'),
).map(file => file.replace(/[.]json$/, ''));

/** A cluster with the objects of a fixture, in namespaces of a tenant. */
function tenants(name: string) {
  const made = clusterWith(fixture(name));
  const { cluster } = made;
  for (const kind of workloadKinds) {
    for (const namespace of cluster.namespacesWith(kind)) {
      const labels = { 'pilothouse.dev/tenant': 'shop' };
      cluster.put('namespaces', { metadata: { name: namespace, labels } });
    }
  }
  return made;
}

/** The same cluster, with what is read of it: the kinds, and of which the versions. */
function watched(cluster: ClusterReader) {
  const read = new Set<KubeKindName>();
  const versions = new Set<KubeKindName>();
  const reader: ClusterReader = {
    name: cluster.name,
    knowledge: () => cluster.knowledge(),
    isReachable: () => cluster.isReachable(),
    kindState: (kind, namespace) => cluster.kindState(kind, namespace),
    namespacesWith: kind => cluster.namespacesWith(kind),
    version(kind, namespace) {
      versions.add(kind);
      return cluster.version(kind, namespace);
    },
    get(kind, key) {
      read.add(kind);
      return cluster.get(kind, key);
    },
    list(kind, query) {
      read.add(kind);
      return cluster.list(kind, query);
    },
  };
  return { reader, read, versions };
}

describe('runningIn', () => {
  it.each(fixtures)('looks at no kind unnoticed: %s', name => {
    const { reader, read, versions } = watched(tenants(name).cluster);
    runningIn(reader);
    // Of nodes only those that pods name are looked at, each time.
    versions.add('nodes');
    expect([...read].filter(kind => !versions.has(kind))).toEqual([]);
  });

  it('looks into a namespace again only when something has changed there', () => {
    const { cluster } = tenants('half-rolled-out');
    const nodes = cluster
      .list('pods')
      .flatMap(({ spec }) => spec?.nodeName ?? []);
    const hear = (name: string, resourceVersion: string) =>
      cluster.put('nodes', { metadata: { name, uid: name, resourceVersion } });
    nodes.forEach(name => hear(name, '1'));
    const before = runningIn(cluster);
    expect(before).not.toEqual([]);
    const { reader, read } = watched(cluster);
    cluster.put('pods', { metadata: { name: 'web', namespace: 'other' } });
    expect(runningIn(reader)).toEqual(before);
    nodes.forEach(name => hear(name, '2'));
    expect(runningIn(reader)).toEqual(before);
    expect([...read].filter(kind => kind !== 'nodes')).toEqual([]);
    cluster.put('pods', { metadata: { name: 'web', namespace: 'lab' } });
    runningIn(reader);
    expect(read.size).toBeGreaterThan(0);
  });

  it('looks again as time goes on where that tells whether a crash loop has ended', () => {
    const { cluster } = tenants('crash-loop');
    const [pod] = cluster.list('pods');
    const [status] = pod?.status?.containerStatuses ?? [];
    const { namespace, name, uid } = pod?.metadata ?? {};
    const terminated = {
      exitCode: 3,
      startedAt: '2031-04-01T08:00:00Z',
      finishedAt: '2031-04-01T08:00:02Z',
    };
    cluster.put('pods', {
      ...pod,
      metadata: { ...pod?.metadata, resourceVersion: 'running' },
      status: {
        ...pod?.status,
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [
          {
            ...status!,
            ready: true,
            state: { running: { startedAt: '2031-04-01T08:01:00Z' } },
            lastState: { terminated },
          },
        ],
      },
    });
    cluster.put('events', {
      metadata: { namespace, name: 'back-off' },
      involvedObject: {
        kind: 'Pod',
        namespace,
        name,
        uid,
        fieldPath: `spec.containers{${status?.name}}`,
      },
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
      lastTimestamp: '2031-04-01T08:00:50Z',
    });
    const kindAt = (lastHeartbeatTime: string) => {
      const ready = { type: 'Ready', status: 'True', lastHeartbeatTime };
      cluster.put('nodes', {
        metadata: {
          name: pod?.spec?.nodeName,
          resourceVersion: lastHeartbeatTime,
        },
        status: { conditions: [ready] },
      });
      return runningIn(cluster)[0]?.placement.cause?.facts.kind;
    };
    expect(kindAt('2031-04-01T08:01:10Z')).toBe('crash-loop');
    expect(kindAt('2031-04-01T08:21:00Z')).not.toBe('crash-loop');
  });

  it('follows what it says, whatever changed', () => {
    const { cluster } = tenants('half-rolled-out');
    const [first] = runningIn(cluster);
    const [deployment] = cluster.list('deployments');
    const spec = { ...deployment?.spec, replicas: 7 };
    cluster.put('deployments', {
      ...deployment,
      metadata: { ...deployment?.metadata, resourceVersion: 'next' },
      spec: spec as NonNullable<typeof deployment>['spec'],
    });
    expect(first?.placement.replicas.desired).not.toBe(7);
    expect(runningIn(cluster)[0]?.placement.replicas.desired).toBe(7);
    cluster.remove('deployments', { namespace: 'lab', name: 'half' });
    expect(runningIn(cluster)).toEqual([]);
  });

  it('takes back that a quota refuses once it is known that none is there', () => {
    const { cluster } = tenants('quota-exceeded');
    cluster.list('resourcequotas').forEach(({ metadata }) =>
      cluster.remove('resourcequotas', {
        namespace: metadata?.namespace,
        name: metadata?.name ?? '',
      }),
    );
    cluster.setKindState('resourcequotas', { kind: 'pending' });
    const facts = () => runningIn(cluster)[0]?.placement.cause?.facts;
    expect(facts()).toMatchObject({ kind: 'quota-exceeded' });
    expect(facts()).not.toHaveProperty('lifted');
    cluster.setKindState('resourcequotas', { kind: 'live' });
    expect(facts()).toMatchObject({ kind: 'quota-exceeded', lifted: true });
  });

  it('takes back that a quota refuses no more while only of quotas nothing is heard', () => {
    const { cluster } = tenants('quota-exceeded');
    const [{ metadata }] = cluster.list('resourcequotas');
    const { namespace, name = '' } = metadata ?? {};
    cluster.remove('resourcequotas', { namespace, name });
    const facts = () => runningIn(cluster)[0]?.placement.cause?.facts;
    expect(facts()).toHaveProperty('lifted');
    const since = '2031-04-01T08:00:00Z';
    const stale = { kind: 'stale', since, because: 'no answer' } as const;
    cluster.setKnowledge({ ...stale, reason: 'in-part' });
    cluster.setKindState('resourcequotas', stale);
    expect(facts()).not.toHaveProperty('lifted');
    cluster.setKnowledge({ ...stale, reason: 'no-answer' });
    expect(facts()).toHaveProperty('lifted');
  });

  it.each(['engineer', 'developer'])(
    'tells each what they may know, whoever looked first: the %s',
    first => {
      const { kube, cluster } = tenants('no-secret-to-mount');
      cluster.list('events').forEach(({ metadata }) =>
        cluster.remove('events', {
          namespace: metadata.namespace,
          name: metadata.name ?? '',
        }),
      );
      const namespaces = cluster.namespacesWith('deployments');
      const scope = scopeOfNamespaces(
        new Map([[cluster.name, namespaces]]),
        new Map([[cluster.name, []]]),
      );
      const developers = visibleKube(kube, scope).cluster(cluster.name)!;
      const look = { engineer: cluster, developer: developers };
      const causesOf = (reader: ClusterReader) =>
        runningIn(reader).flatMap(({ placement }) => [
          placement.cause?.facts.kind,
        ]);
      causesOf(first === 'engineer' ? look.engineer : look.developer);
      expect(causesOf(look.engineer)).toContain('missing-object');
      expect(causesOf(look.developer)).not.toContain('missing-object');
    },
  );
});
