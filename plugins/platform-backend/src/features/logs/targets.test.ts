import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import type { Pod } from 'kubernetes-types/core/v1';
import { scopeOfNamespaces } from '../../kube/access/scope-of';
import { visibleKube } from '../../kube/access/visible-kube';
import { runsOf } from './runs';
import { fateOf, wantedContainers, type Target } from './targets';

const namespace = 'shop-prod';

const owned = (kind: string, uid: string, name: string) => ({
  namespace,
  name,
  uid: name,
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name: uid, uid }],
});

function kube() {
  const known = new InMemoryKube();
  const east = known.addCluster('east');
  const uid = 'workload';
  for (const plural of ['deployments', 'statefulsets', 'daemonsets'] as const) {
    east.put(plural, {
      metadata: { namespace, name: plural, uid: `${uid}-${plural}` },
    });
  }
  east.put('replicasets', {
    metadata: owned('Deployment', `${uid}-deployments`, 'old'),
  });
  east.put('replicasets', {
    metadata: owned('Deployment', `${uid}-deployments`, 'new'),
  });
  const pod = (kind: string, owner: string, name: string, born: string) =>
    east.put('pods', {
      metadata: { ...owned(kind, owner, name), creationTimestamp: born },
      spec: {
        initContainers: [
          { name: 'migrate' },
          Object.assign({ name: 'proxy' }, { restartPolicy: 'Always' }),
        ],
        containers: [{ name: 'app' }],
      },
    });
  pod('ReplicaSet', 'new', 'web-b', '2031-04-01T08:00:02Z');
  pod('ReplicaSet', 'old', 'web-a', '2031-04-01T08:00:01Z');
  pod('StatefulSet', `${uid}-statefulsets`, 'db-0', '2031-04-01T08:00:00Z');
  pod('DaemonSet', `${uid}-daemonsets`, 'agent-x', '2031-04-01T08:00:00Z');
  pod('ReplicaSet', 'of-others', 'other-a', '2031-04-01T08:00:00Z');
  return known;
}

function wanted(request: Partial<Target>, name: string, kind: string) {
  const target = { cluster: 'east', namespace, name, kind };
  return wantedContainers(kube(), {
    target: target as Target['target'],
    ...request,
  }).map(({ pod, container }) => `${pod}/${container}`);
}

describe('wantedContainers', () => {
  it.each([
    ['Deployment', 'deployments', ['web-a', 'web-b']],
    ['StatefulSet', 'statefulsets', ['db-0']],
    ['DaemonSet', 'daemonsets', ['agent-x']],
  ])('takes the pods of a %s, oldest first', (kind, name, pods) => {
    expect(wanted({ container: 'app' }, name, kind)).toEqual(
      pods.map(pod => `${pod}/app`),
    );
  });

  it.each<[string, Partial<Target>, string[]]>([
    [
      'all containers that run as long as the pod',
      {},
      ['web-a/app', 'web-a/proxy', 'web-b/app', 'web-b/proxy'],
    ],
    ['a named pod', { pods: ['web-b'] }, ['web-b/app', 'web-b/proxy']],
    [
      'a container that runs first only when named',
      { container: 'migrate', pods: ['web-a'] },
      ['web-a/migrate'],
    ],
    ['nothing of another name', { container: 'nothing' }, []],
  ])('takes %s', (_, request, containers) => {
    expect(wanted(request, 'deployments', 'Deployment')).toEqual(containers);
  });
});

describe('a workload that is not in the cache', () => {
  const target = {
    cluster: 'east',
    namespace,
    kind: 'Deployment',
    name: 'no-such',
  } as const;

  it.each([
    ['deployments', 'live', 'NotFoundError'],
    ['deployments', 'absent', 'NotFoundError'],
    ['deployments', 'pending', 'ServiceUnavailableError'],
    ['namespaces', 'pending', 'ServiceUnavailableError'],
    ['statefulsets', 'pending', 'NotFoundError'],
  ] as const)('with %s that are %s is a %s', (kind, state, name) => {
    const known = kube();
    known.cluster('east')?.setKindState(kind, { kind: state });
    expect(() => wantedContainers(known, { target })).toThrow(
      expect.objectContaining({ name }),
    );
  });

  it('is not denied while it is not known what one may see', () => {
    const unsure = new Map([['east', { because: 'busy', since: '' }]]);
    const scope = scopeOfNamespaces(new Map(), new Map(), unsure);
    expect(() =>
      wantedContainers(visibleKube(kube(), scope), { target }),
    ).toThrow(expect.objectContaining({ name: 'ServiceUnavailableError' }));
  });
});

describe('fateOf', () => {
  const target = {
    cluster: 'east',
    namespace,
    kind: 'Deployment',
    name: 'deployments',
  } as const;
  const there = { pod: 'web-a', uid: 'web-a', container: 'app', owner: 'old' };
  const deleted = { ...there, pod: 'web-x', uid: 'web-x' };
  const replaced = { ...there, uid: 'before' };
  const moved = { ...there, owner: 'new' };
  const stale = { kind: 'stale', since: '', because: '' } as const;

  it.each([
    ['is there', there, { kind: 'live' }, 'stays'],
    ['was deleted', deleted, { kind: 'live' }, 'gone'],
    ['has a successor of its name', replaced, { kind: 'live' }, 'gone'],
    ['is not heard of yet', deleted, { kind: 'pending' }, 'stays'],
    ['is no longer heard of', deleted, stale, 'stays'],
    [
      'may not be heard of',
      deleted,
      { kind: 'forbidden', because: '' },
      'stays',
    ],
    ['has another owner', moved, { kind: 'live' }, 'left'],
  ] as const)('of a pod that %s', (_, container, state, fate) => {
    const known = kube();
    known.cluster('east')?.setKindState('pods', state);
    expect(fateOf(known, target, container)).toBe(fate);
  });

  it('of a pod in a cluster that is not known at present', () => {
    expect(fateOf(new InMemoryKube(), target, there)).toBe('stays');
  });

  it('of a pod that loses its owner while it is deleted', () => {
    const known = kube();
    known.cluster('east')?.put('pods', {
      metadata: {
        namespace,
        name: 'web-a',
        uid: 'web-a',
        deletionTimestamp: '2031-04-01T09:00:00Z',
      },
    });
    expect(fateOf(known, target, there)).toBe('stays');
  });
});

describe('runsOf', () => {
  const podWith = (state: object | undefined, lastState: object = {}): Pod => ({
    status: {
      containerStatuses: [
        {
          name: 'app',
          image: '',
          imageID: '',
          ready: true,
          restartCount: 1,
          containerID: 'now',
          state,
          lastState,
        },
      ],
    },
  });
  const over = {
    terminated: {
      containerID: 'before',
      exitCode: 137,
      reason: 'OOMKilled',
      startedAt: '2031-04-01T08:00:00Z',
      finishedAt: '2031-04-01T08:01:00Z',
    },
  };
  const before = {
    id: 'before',
    startedAt: '2031-04-01T08:00:00Z',
    ended: { at: '2031-04-01T08:01:00Z', exitCode: 137, reason: 'OOMKilled' },
  };
  const running = { running: { startedAt: '2031-04-01T08:02:00Z' } };

  it.each([
    ['no status', {}, {}],
    ['a container that waits to start', podWith({ waiting: {} }), {}],
    [
      'a container that runs again',
      podWith(running, over),
      {
        latest: { id: 'now', startedAt: '2031-04-01T08:02:00Z' },
        previous: before,
      },
    ],
    [
      'a container that waits to be restarted',
      podWith({ waiting: { reason: 'CrashLoopBackOff' } }, over),
      { latest: before },
    ],
    ['a container that has ended', podWith(over), { latest: before }],
  ])('reads %s', (_, pod, runs) => {
    expect(runsOf(pod, 'app')).toEqual(runs);
  });
});
