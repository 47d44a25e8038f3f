import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import type { Pod } from 'kubernetes-types/core/v1';
import { runsOf } from './runs';
import { wantedContainers, type Target } from './targets';

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
