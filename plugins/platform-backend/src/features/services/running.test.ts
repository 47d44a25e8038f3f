import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ClusterReader,
  KubeKindName,
} from '@pilothouse/plugin-platform-node';
import { clusterWith, fixture } from '../deployments/__testUtils__/scene';
import { runningIn } from './running';

const fixtures = readdirSync(
  join(__dirname, '../deployments/causes/fixtures'),
).map(file => file.replace(/[.]json$/, ''));

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
    const { reader, read, versions } = watched(
      clusterWith(fixture(name)).cluster,
    );
    runningIn(reader);
    expect([...read].filter(kind => !versions.has(kind))).toEqual([]);
  });

  it('looks into a namespace again only when something has changed there', () => {
    const { cluster } = clusterWith(fixture('half-rolled-out'));
    const before = runningIn(cluster);
    expect(before).not.toEqual([]);
    const { reader, read } = watched(cluster);
    cluster.put('pods', { metadata: { name: 'web', namespace: 'other' } });
    expect(runningIn(reader)).toEqual(before);
    expect([...read]).toEqual([]);
    cluster.put('pods', { metadata: { name: 'web', namespace: 'lab' } });
    runningIn(reader);
    expect(read.size).toBeGreaterThan(0);
  });

  it('follows what it says, whatever changed', () => {
    const { cluster } = clusterWith(fixture('half-rolled-out'));
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
});
