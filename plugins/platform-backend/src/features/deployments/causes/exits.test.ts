import type { ContainerStatus, Event, Pod } from 'kubernetes-types/core/v1';
import { around, fixture, judged, type Objects } from '../__testUtils__/scene';
import { findExits } from './exits';

function withContainer(status: Partial<ContainerStatus>): Objects {
  const objects = fixture('crash-loop');
  const [pod] = objects.pods ?? [];
  const [known] = pod.status?.containerStatuses ?? [];
  const containerStatuses = [{ ...known, ...status }];
  return {
    ...objects,
    pods: [{ ...pod, status: { ...pod.status, containerStatuses } }],
  };
}

const ended = (exitCode: number, more = {}) => ({
  terminated: {
    exitCode,
    startedAt: '2026-11-22T03:14:10Z',
    finishedAt: '2026-11-22T03:14:12Z',
    ...more,
  },
});
const running = { running: { startedAt: '2026-11-22T03:20:00Z' } };

describe('a container that ended', () => {
  it.each([
    ['crash-loop', { kind: 'crash-loop', exitCode: 3, restarts: 5 }],
    ['completed', { kind: 'crash-loop', exitCode: 0, restarts: 5 }],
    [
      'out-of-memory',
      { kind: 'out-of-memory', limitBytes: 67108864, restarts: 5 },
    ],
  ])('%s', (name, facts) => {
    const { status, causes } = judged(fixture(name));
    expect(status).toBe('failed');
    expect(causes).toEqual([
      ['failed', 1, { ...facts, container: 'app', pod: expect.any(String) }],
    ]);
  });

  it.each([
    [
      'its last words',
      {
        state: ended(1, { message: ' no database\n' }),
        lastState: {},
        restartCount: 0,
      },
      { kind: 'exited', exitCode: 1, lastWords: 'no database' },
    ],
    [
      'a signal in the code',
      { state: ended(139), lastState: {}, restartCount: 0 },
      { kind: 'exited', exitCode: 139, signal: 11 },
    ],
    [
      'a signal beside it',
      { state: ended(1, { signal: 6 }), lastState: {}, restartCount: 0 },
      { kind: 'exited', signal: 6 },
    ],
    [
      'a second end',
      { state: ended(1), lastState: {}, restartCount: 2 },
      { kind: 'crash-loop', restarts: 2 },
    ],
    [
      'one end before it runs again',
      { state: running, lastState: ended(1), restartCount: 1 },
      { kind: 'exited', exitCode: 1 },
    ],
    [
      'that it could not be started',
      {
        state: ended(128, { reason: 'StartError', message: 'no such file\n' }),
        lastState: {},
        restartCount: 3,
      },
      { kind: 'create-failed', container: 'app', said: 'no such file' },
    ],
    [
      'killed for memory, and up again',
      {
        state: running,
        lastState: ended(137, { reason: 'OOMKilled' }),
        restartCount: 1,
      },
      { kind: 'out-of-memory' },
    ],
  ])('tells %s', (_, status, facts) => {
    const [finding] = findExits(
      around(withContainer({ ready: false, ...status })),
    );
    expect(finding.facts).toMatchObject(facts);
  });

  it.each([
    [
      'is ready again',
      { state: running, ready: true, lastState: ended(1), restartCount: 4 },
    ],
    [
      'never ended',
      { state: running, ready: false, lastState: {}, restartCount: 0 },
    ],
  ])('tells nothing when it %s', (_, status) => {
    expect(findExits(around(withContainer(status)))).toEqual([]);
  });

  it('does not hold up a rollout while it runs once more', () => {
    const [finding] = findExits(
      around(
        withContainer({
          state: running,
          ready: false,
          lastState: ended(1),
          restartCount: 1,
        }),
      ),
    );
    expect(finding.blocking).toBe(false);
  });
});

const backOff = (pod: Pod, lastTimestamp: string) =>
  told(
    pod,
    'BackOff',
    'Back-off restarting failed container app in pod',
    lastTimestamp,
  );

function told(
  { metadata }: Pod,
  reason: string,
  message: string,
  lastTimestamp: string,
): Event {
  const { namespace, name, uid } = metadata ?? {};
  return {
    metadata: { namespace, name: `${name}.${reason}` },
    involvedObject: {
      kind: 'Pod',
      namespace,
      name,
      uid,
      fieldPath: 'spec.containers{app}',
    },
    reason,
    message,
    firstTimestamp: '2026-11-22T03:14:15Z',
    lastTimestamp,
  };
}

describe('between two crashes', () => {
  /** The loop while its process runs, as ready as one without a probe is at once. */
  function up(heartbeat: string, waitedUntil?: string): Objects {
    const objects = withContainer({
      state: running,
      ready: true,
      lastState: ended(7),
      restartCount: 5,
    });
    const [pod] = objects.pods ?? [];
    const conditions = [
      {
        type: 'Ready',
        status: 'True',
        lastTransitionTime: '2026-11-22T03:20:00Z',
      },
    ];
    const counts = { readyReplicas: 1, availableReplicas: 1 };
    return {
      ...objects,
      deployments: objects.deployments?.map(one => ({
        ...one,
        status: { ...one.status, ...counts },
      })),
      replicasets: objects.replicasets?.map(one => ({
        ...one,
        status: { replicas: 1, ...counts },
      })),
      pods: [{ ...pod, status: { ...pod.status, conditions } }],
      events: waitedUntil ? [backOff(pod, waitedUntil)] : [],
      nodes: [
        {
          metadata: { name: 'local' },
          status: {
            conditions: [
              { type: 'Ready', status: 'True', lastHeartbeatTime: heartbeat },
            ],
          },
        },
      ],
    };
  }

  it.each([
    ['just now', '2026-11-22T03:19:50Z'],
    ['as was told some minutes ago', '2026-11-22T03:06:00Z'],
  ])('is as failed as while the kubelet waits, %s', (_, waitedUntil) => {
    const objects = up('2026-11-22T03:20:10Z', waitedUntil);
    const { status, causes } = judged(objects);
    expect(status).toBe('failed');
    expect(causes).toMatchObject([
      ['failed', 1, { kind: 'crash-loop', restarts: 5 }],
    ]);
  });

  it.each([
    ['liveness', 0, 'HTTP probe failed with statuscode: 404'],
    ['startup', 143, 'dial tcp 10.0.0.1:80: connect: connection refused'],
  ])(
    'is the doing of the %s probe for which it was killed, though it ended with %i',
    (probe, exitCode, answer) => {
      const objects = up('2026-11-22T03:20:10Z', '2026-11-22T03:19:50Z');
      const [pod] = objects.pods ?? [];
      const [known] = pod.status?.containerStatuses ?? [];
      const killed = { ...known, lastState: ended(exitCode) };
      const title = probe === 'startup' ? 'Startup' : 'Liveness';
      const then = '2026-11-22T03:14:11Z';
      const events = [
        ...(objects.events ?? []),
        told(pod, 'Unhealthy', `${title} probe failed: ${answer}`, then),
        told(
          pod,
          'Killing',
          `Container app failed ${probe} probe, will be restarted`,
          then,
        ),
      ];
      const status = { ...pod.status, containerStatuses: [killed] };
      const { status: judgment, causes } = judged({
        ...objects,
        events,
        pods: [{ ...pod, status }],
      });
      expect(judgment).toBe('failed');
      expect(causes).toMatchObject([
        ['failed', 1, { kind: 'probe-failing', probe, answer }],
      ]);
    },
  );

  it.each([
    [
      'once its node has seen it outlast them',
      up('2026-11-22T03:23:10Z', '2026-11-22T03:19:50Z'),
    ],
    [
      'where no wait came before, as when a node starts again',
      up('2026-11-22T03:20:10Z'),
    ],
    [
      'where the last wait was long before',
      up('2026-11-22T03:20:10Z', '2026-11-22T03:00:00Z'),
    ],
  ])('is well %s', (_, objects) => {
    expect(judged(objects)).toMatchObject({ status: 'healthy', causes: [] });
  });
});
