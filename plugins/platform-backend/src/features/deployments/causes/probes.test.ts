import type { Probe as KubeProbe } from 'kubernetes-types/core/v1';
import { around, fixture, judged, type Objects } from '../__testUtils__/scene';
import { findFailingProbes } from './probes';

const answer = 'HTTP probe failed with statuscode: 404';

describe('a failing probe', () => {
  it('is told before the deadline that it makes a rollout miss', () => {
    const { status, causes } = judged(fixture('readiness-probe'));
    expect(status).toBe('failed');
    expect(causes).toEqual([
      [
        'failed',
        1,
        {
          kind: 'probe-failing',
          probe: 'readiness',
          answer,
          container: 'app',
          pod: expect.any(String),
        },
      ],
      ['failed', 1, { kind: 'deadline-exceeded', deadlineSeconds: 60 }],
    ]);
  });

  it('is the root of the crash loop that the kubelet makes of it', () => {
    const { status, causes } = judged(fixture('liveness-probe'));
    expect(status).toBe('failed');
    expect(causes).toEqual([
      [
        'failed',
        1,
        {
          kind: 'probe-failing',
          probe: 'liveness',
          answer,
          container: 'app',
          pod: expect.any(String),
        },
      ],
    ]);
  });

  it.each([
    ['Readiness probe failed: ', 'readiness', undefined],
    [
      'Readiness probe errored and resulted in unknown state: rpc error: deadline',
      'readiness',
      'rpc error: deadline',
    ],
    [
      'Readiness probe failed: dial tcp 10.0.0.1:80: connect: connection refused',
      'readiness',
      'dial tcp 10.0.0.1:80: connect: connection refused',
    ],
    [
      'Liveness probe failed: sh: no such\nfile',
      'liveness',
      'sh: no such\nfile',
    ],
  ])('%j', (message, probe, said) => {
    const objects = fixture('readiness-probe');
    const events = (objects.events ?? []).map(event => ({ ...event, message }));
    const [finding] = findFailingProbes(around({ ...objects, events }));
    expect(finding.facts).toMatchObject({ probe, answer: said });
  });

  it('fails since its pod is not ready, whenever it failed before', () => {
    const objects = fixture('readiness-probe');
    const unreadyAt = '2026-11-22T03:14:30Z';
    const pods = objects.pods?.map(pod => ({
      ...pod,
      status: {
        ...pod.status,
        conditions: pod.status?.conditions?.map(one => ({
          ...one,
          lastTransitionTime: unreadyAt,
        })),
      },
    }));
    const events = objects.events?.map(event => ({
      ...event,
      firstTimestamp: '2026-11-22T03:00:00Z',
    }));
    const found = findFailingProbes(around({ ...objects, pods, events }));
    expect(found.map(({ since }) => since)).toEqual([unreadyAt]);
  });

  it('of an earlier process tells nothing of this one', () => {
    const objects = fixture('readiness-probe');
    const events = (objects.events ?? []).map(event => ({
      ...event,
      lastTimestamp: '2026-11-22T03:00:00Z',
    }));
    expect(findFailingProbes(around({ ...objects, events }))).toEqual([]);
  });
});

describe('a readiness probe that fails', () => {
  const begin = Date.parse('2026-11-22T03:14:10Z');
  const at = (seconds: number) =>
    new Date(begin + seconds * 1000).toISOString();

  /** One that may fail for 2 s + 3 × 5 s before it counts, and failed last when told. */
  function unready(
    lastAt: number,
    unreadyAt: number,
    startupProbe?: KubeProbe,
  ): Objects {
    const objects = fixture('readiness-probe');
    const readinessProbe = {
      initialDelaySeconds: 2,
      periodSeconds: 5,
      failureThreshold: 3,
    };
    return {
      ...objects,
      pods: objects.pods?.map(pod => ({
        ...pod,
        spec: {
          ...pod.spec,
          containers: (pod.spec?.containers ?? []).map(container => ({
            ...container,
            readinessProbe,
            startupProbe,
          })),
        },
        status: {
          ...pod.status,
          conditions: pod.status?.conditions?.map(one => ({
            ...one,
            lastTransitionTime: at(unreadyAt),
          })),
        },
      })),
      deployments: objects.deployments?.map(deployment => ({
        ...deployment,
        status: { ...deployment.status, conditions: [] },
      })),
      events: objects.events?.map(event => ({
        ...event,
        lastTimestamp: at(lastAt),
      })),
    };
  }

  const slow = { initialDelaySeconds: 3, failureThreshold: 30 };

  it.each<[string, number, number, number, KubeProbe | undefined]>([
    ['right after its process began', 1, 0, 0, undefined],
    ['as long as it may', 17, 0, 0, undefined],
    ['for longer', 18, 0, 1, undefined],
    ['where its process was ready before', 6, 4, 1, undefined],
    ['where the process before was not ready', 6, -30, 0, undefined],
    ['once its startup probe succeeded', 105, 0, 0, slow],
    ['as long as it may after its startup probe', 320, 0, 0, slow],
    ['for longer after its startup probe', 321, 0, 1, slow],
  ])('%s', (_, lastAt, unreadyAt, count, startupProbe) => {
    const objects = unready(lastAt, unreadyAt, startupProbe);
    const found = findFailingProbes(around(objects));
    expect(found).toHaveLength(count);
  });
});

describe('a startup probe that fails', () => {
  const begin = Date.parse('2026-11-22T03:14:10Z');
  const at = (seconds: number) =>
    new Date(begin + seconds * 1000).toISOString();

  /** One that allows 5 s + 30 × 2 s, of a pod that fails it since it began. */
  function starting(told: {
    lastAt: number;
    count?: number;
    killed?: boolean;
    deadlineSeconds?: number;
    stuck?: boolean;
  }): Objects {
    const objects = fixture('readiness-probe');
    const [pod] = objects.pods ?? [];
    const [container] = pod.spec?.containers ?? [];
    const [known] = pod.status?.containerStatuses ?? [];
    const [event] = objects.events ?? [];
    const startupProbe = {
      initialDelaySeconds: 5,
      failureThreshold: 30,
      periodSeconds: 2,
    };
    const [deployment] = objects.deployments ?? [];
    const progressing = {
      type: 'Progressing',
      status: told.stuck ? 'False' : 'True',
      reason: told.stuck ? 'ProgressDeadlineExceeded' : 'ReplicaSetUpdated',
      lastTransitionTime: at(0),
      lastUpdateTime: at(0),
    };
    const lastTimestamp = at(told.lastAt);
    return {
      ...objects,
      deployments: [
        {
          ...deployment,
          spec: {
            ...deployment.spec!,
            progressDeadlineSeconds: told.deadlineSeconds ?? 600,
          },
          status: { ...deployment.status, conditions: [progressing] },
        },
      ],
      pods: [
        {
          ...pod,
          spec: { ...pod.spec, containers: [{ ...container, startupProbe }] },
          status: {
            ...pod.status,
            containerStatuses: [{ ...known, started: false }],
          },
        },
      ],
      events: [
        {
          ...event,
          message: 'Startup probe failed: connection refused',
          count: told.count ?? 3,
          lastTimestamp,
        },
        ...(told.killed
          ? [
              {
                ...event,
                metadata: { ...event.metadata, name: 'kill', uid: 'kill' },
                reason: 'Killing',
                message:
                  'Container app failed startup probe, will be restarted',
                lastTimestamp,
              },
            ]
          : []),
      ],
    };
  }

  it.each<[string, Parameters<typeof starting>[0], string, string[]]>([
    ['within what it allows', { lastAt: 17 }, 'progressing', []],
    [
      'often, within what it allows',
      { lastAt: 65, count: 30, deadlineSeconds: 2147483647 },
      'progressing',
      [],
    ],
    [
      'for longer than it allows',
      { lastAt: 66 },
      'progressing',
      ['probe-failing'],
    ],
    [
      'until the kubelet ends its process',
      { lastAt: 65, killed: true },
      'failed',
      ['probe-failing'],
    ],
    [
      'for longer than the rollout may take',
      { lastAt: 61, deadlineSeconds: 60 },
      'failed',
      ['probe-failing'],
    ],
    [
      'in a rollout that has missed its deadline',
      { lastAt: 61, stuck: true },
      'failed',
      ['probe-failing', 'deadline-exceeded'],
    ],
  ])('%s', (_, told, expected, kinds) => {
    const { status, causes } = judged(starting(told));
    expect(status).toBe(expected);
    expect(
      causes.map(([, , facts]) => (facts as { kind: string }).kind),
    ).toEqual(kinds);
  });
});
