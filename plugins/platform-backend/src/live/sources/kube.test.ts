import type {
  ClusterReader,
  KubeChange,
  ObjectQuery,
} from '@pilothouse/plugin-platform-node';
import {
  InMemoryKube,
  type InMemoryCluster,
} from '@pilothouse/plugin-platform-node/testing';
import { kubeSource, trackKube } from './kube';

type Question = (cluster: ClusterReader) => unknown;
type Change = (cluster: InMemoryCluster) => void;

function pod(name: string, more: { owner?: string; app?: string } = {}) {
  const { owner, app } = more;
  const reference = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'rs' };
  return {
    metadata: {
      ...{ namespace: 'shop', name, uid: name },
      ...(app && { labels: { app, tier: 'front' } }),
      ...(owner && { ownerReferences: [{ ...reference, uid: owner }] }),
    },
  };
}

const event = (name: string, uid: string) => ({
  metadata: { namespace: 'shop', name },
  involvedObject: { uid },
});

const put =
  (...of: Parameters<typeof pod>): Change =>
  cluster =>
    cluster.put('pods', pod(...of));
const remove =
  (name: string): Change =>
  cluster =>
    cluster.remove('pods', { namespace: 'shop', name });

const web: Question = cluster =>
  cluster.get('pods', { namespace: 'shop', name: 'web' });
const pods =
  (query: ObjectQuery): Question =>
  cluster =>
    cluster.list('pods', query);
const owned = pods({ namespace: 'shop', ownerUid: 'rs-1' });
const labeled = pods({ labels: { app: 'web', tier: 'front' } });
const about: Question = cluster =>
  cluster.list('events', { namespace: 'shop', aboutUid: 'web' });

/** Whether something that was read is named when something changes. */
function bench(question: Question) {
  const kube = new InMemoryKube();
  const cluster = kube.addCluster('prod');
  cluster.put('pods', pod('web', { owner: 'rs-1', app: 'web' }));
  cluster.put('pods', pod('api', { owner: 'rs-2', app: 'api' }));
  cluster.put('events', event('started', 'web'));
  const reads = new Set<string>();
  const tracked = trackKube(kube, reads).cluster('prod');
  if (!tracked) throw new Error('there is no cluster');
  question(tracked);
  let named = false;
  const listen = (marks: readonly string[]) => {
    named ||= marks.some(mark => reads.has(mark));
  };
  return { kube, cluster, listen, isNamed: () => named };
}

/** What is asked, what changes, and whether the answer may be another one then. */
const changes: readonly [string, Question, string, Change, boolean][] = [
  ['one by its name', web, 'a change of it', put('web'), true],
  ['one by its name', web, 'its end', remove('web'), true],
  ['one by its name', web, 'a change of another', put('api'), false],
  ['those of an owner', owned, 'a new one', put('n', { owner: 'rs-1' }), true],
  ['those of an owner', owned, 'one that goes to another', put('web'), true],
  ['those of an owner', owned, 'the end of one', remove('web'), true],
  [
    'those of an owner',
    owned,
    'one of another',
    put('n', { owner: 'rs-2' }),
    false,
  ],
  ['those with labels', labeled, 'a new one', put('n', { app: 'web' }), true],
  [
    'those with labels',
    labeled,
    'one that loses them',
    put('web', { app: 'api' }),
    true,
  ],
  [
    'those with labels',
    labeled,
    'one that gets them',
    put('api', { app: 'web' }),
    true,
  ],
  [
    'those with labels',
    labeled,
    'one with others',
    put('n', { app: 'api' }),
    false,
  ],
  [
    'events about one',
    about,
    'another about it',
    cluster => cluster.put('events', event('killed', 'web')),
    true,
  ],
  [
    'events about one',
    about,
    'one about another',
    cluster => cluster.put('events', event('killed', 'api')),
    false,
  ],
  ['all of a namespace', pods({ namespace: 'shop' }), 'any', put('n'), true],
  [
    'all of another namespace',
    pods({ namespace: 'pay' }),
    'any',
    put('n'),
    false,
  ],
];

/** The same, after a list that tells nothing of single objects. */
const lists: readonly [string, Question, string, boolean][] = [
  ['one by its name', web, 'shop', true],
  ['those of an owner', owned, 'shop', true],
  ['those with labels', labeled, 'shop', true],
  ['one by its name', web, 'pay', false],
  ['those of an owner', owned, 'pay', false],
  // Asked for in all namespaces.
  ['those with labels', labeled, 'pay', true],
];

describe('what is read of clusters', () => {
  it.each(
    changes.map(([what, question, by, change, named]) => ({
      what,
      question,
      by,
      change,
      named,
    })),
  )('$what, after $by: $named', ({ question, change, named }) => {
    const { kube, cluster, listen, isNamed } = bench(question);
    kubeSource(kube).subscribe(listen);
    change(cluster);
    expect(isNamed()).toBe(named);
  });

  it.each(
    lists.map(([what, question, namespace, named]) => ({
      what,
      question,
      namespace,
      named,
    })),
  )(
    '$what, after a new list of $namespace: $named',
    ({ question, namespace, named }) => {
      const { kube, listen, isNamed } = bench(question);
      const listed: KubeChange = { cluster: 'prod', kind: 'pods', namespace };
      kubeSource({
        clusters: () => kube.clusters(),
        cluster: name => kube.cluster(name),
        subscribe(listener) {
          listener(listed);
          return () => undefined;
        },
      }).subscribe(listen);
      expect(isNamed()).toBe(named);
    },
  );
});
