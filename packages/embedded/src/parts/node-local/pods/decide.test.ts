import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, type Action } from './decide.ts';
import { outcomeOf } from './outcome.ts';
import {
  UNSEEN,
  type ContainerObserved,
  type PodObserved,
  type RunView,
} from './observed.ts';
import type { Pod } from './pod.ts';

const NOW = 1_000_000_000;
const SECOND = 1000;

function pod(
  spec: Partial<NonNullable<Pod['spec']>> = {},
  phase?: string,
): Pod {
  return {
    metadata: { name: 'p', namespace: 'n', uid: 'u' },
    spec: { containers: [{ name: 'app', image: 'busybox' }], ...spec },
    status: { phase },
  };
}

function run(view: Partial<RunView>): RunView {
  return {
    restart: 0,
    state: 'running',
    startedAt: NOW - 5 * SECOND,
    endsBefore: 0,
    imageId: 'i',
    ...view,
  };
}

const ended = (exitCode: number, more: Partial<RunView> = {}) =>
  run({ state: 'ended', exitCode, finishedAt: NOW, ...more });

function observed(
  containers: Record<string, Partial<ContainerObserved>> = {},
  more: Partial<PodObserved> = {},
): PodObserved {
  return {
    preparation: { kind: 'done' },
    acceptedAt: NOW - 60 * SECOND,
    containers: Object.fromEntries(
      Object.entries(containers).map(([name, view]) => [
        name,
        { ...UNSEEN, ...view },
      ]),
    ),
    ...more,
  };
}

const brief = (action: Action): string => {
  switch (action.kind) {
    case 'start':
      return `start ${action.container} #${action.restart} after ${action.endsBefore}`;
    case 'stop':
      return `stop ${action.container} in ${action.graceSeconds} s`;
    case 'hold':
      return `hold ${action.container ?? 'pod'} ${
        (action.until - NOW) / SECOND
      } s ${action.because}`;
    case 'fail':
      return `fail ${action.reason}`;
    default:
      return action.kind;
  }
};

const withInit = { initContainers: [{ name: 'init', image: 'busybox' }] };
const withSidecar = {
  initContainers: [{ name: 'side', image: 'busybox', restartPolicy: 'Always' }],
};
const gone = { deletion: { since: NOW - 4 * SECOND, graceSeconds: 10 } };

const cases: [string, Pod, PodObserved, string[]][] = [
  [
    'new pod',
    pod(),
    observed({}, { preparation: { kind: 'needed' } }),
    ['prepare'],
  ],
  ['preparing', pod(), observed({}, { preparation: { kind: 'busy' } }), []],
  [
    'volume missing, not yet to be tried again',
    pod(),
    observed(
      {},
      {
        preparation: {
          kind: 'blocked',
          blocked: {
            reason: 'FailedMount',
            message: '',
            retryAt: NOW + 3 * SECOND,
            failures: 1,
          },
        },
      },
    ),
    ['hold pod 3 s FailedMount'],
  ],
  ['prepared', pod(), observed(), ['start app #0 after 0']],
  ['start under way', pod(), observed({ app: { busy: true } }), []],
  ['running', pod(), observed({ app: { run: run({}) } }), []],
  [
    'first end restarts at once',
    pod(),
    observed({ app: { run: ended(1) } }),
    ['start app #1 after 1'],
  ],
  [
    'second end waits 10 s',
    pod(),
    observed({ app: { run: ended(1, { restart: 1, endsBefore: 1 }) } }),
    ['hold app 10 s CrashLoopBackOff'],
  ],
  [
    'seventh end waits 5 min',
    pod(),
    observed({ app: { run: ended(1, { restart: 6, endsBefore: 6 }) } }),
    ['hold app 300 s CrashLoopBackOff'],
  ],
  [
    'a pause that is over',
    pod(),
    observed({
      app: {
        run: ended(1, {
          restart: 1,
          endsBefore: 1,
          finishedAt: NOW - 11 * SECOND,
        }),
      },
    }),
    ['start app #2 after 2'],
  ],
  [
    'ten good minutes make up for failures',
    pod(),
    observed({
      app: {
        run: ended(1, {
          restart: 6,
          endsBefore: 6,
          startedAt: NOW - 601 * SECOND,
        }),
      },
    }),
    ['start app #7 after 1'],
  ],
  [
    'Always restarts success too',
    pod(),
    observed({ app: { run: ended(0) } }),
    ['start app #1 after 1'],
  ],
  [
    'OnFailure leaves success',
    pod({ restartPolicy: 'OnFailure' }),
    observed({ app: { run: ended(0) } }),
    [],
  ],
  [
    'OnFailure restarts failure',
    pod({ restartPolicy: 'OnFailure' }),
    observed({ app: { run: ended(2) } }),
    ['start app #1 after 1'],
  ],
  [
    'Never leaves failure',
    pod({ restartPolicy: 'Never' }),
    observed({ app: { run: ended(2) } }),
    [],
  ],
  ['init first', pod(withInit), observed(), ['start init #0 after 0']],
  ['init running', pod(withInit), observed({ init: { run: run({}) } }), []],
  [
    'init done',
    pod(withInit),
    observed({ init: { run: ended(0) } }),
    ['start app #0 after 0'],
  ],
  [
    'init failed',
    pod(withInit),
    observed({ init: { run: ended(1) } }),
    ['start init #1 after 1'],
  ],
  [
    'init failed for good',
    pod({ ...withInit, restartPolicy: 'Never' }),
    observed({ init: { run: ended(1) } }),
    [],
  ],
  [
    'sidecar not started holds the rest',
    pod(withSidecar),
    observed({ side: { run: run({}) } }),
    [],
  ],
  [
    'sidecar started',
    pod(withSidecar),
    observed({ side: { run: run({}), started: true } }),
    ['start app #0 after 0'],
  ],
  [
    'dead sidecar restarts beside the rest',
    pod({ ...withSidecar, restartPolicy: 'Never' }),
    observed({ side: { run: ended(1) }, app: { run: run({}) } }),
    ['start side #1 after 1'],
  ],
  [
    'sidecar ends when the rest is done',
    pod({ ...withSidecar, restartPolicy: 'Never' }),
    observed({ side: { run: run({}), started: true }, app: { run: ended(0) } }),
    ['stop side in 30 s'],
  ],
  [
    'unhealthy',
    pod({ terminationGracePeriodSeconds: 7 }),
    observed({ app: { run: run({}), unhealthy: 'x' } }),
    ['stop app in 7 s'],
  ],
  [
    'unhealthy, already stopping',
    pod(),
    observed({ app: { run: run({}), unhealthy: 'x', stopping: true } }),
    [],
  ],
  [
    'image missing',
    pod(),
    observed({
      app: {
        blocked: {
          reason: 'ImagePullBackOff',
          message: '',
          retryAt: NOW + SECOND,
          failures: 1,
        },
      },
    }),
    ['hold app 1 s ImagePullBackOff'],
  ],
  [
    'privileged',
    pod({
      containers: [{ name: 'app', securityContext: { privileged: true } }],
    }),
    observed(),
    ['fail NotSupportedHere'],
  ],
  [
    'hostPath',
    pod({ volumes: [{ name: 'v', hostPath: { path: '/' } }] }),
    observed(),
    ['fail NotSupportedHere'],
  ],
  [
    'deadline over',
    pod({ activeDeadlineSeconds: 60 }),
    observed({ app: { run: run({}) } }),
    ['fail DeadlineExceeded'],
  ],
  [
    'deadline to come',
    pod({ activeDeadlineSeconds: 90 }),
    observed({ app: { run: run({}) } }),
    ['hold pod 30 s activeDeadline'],
  ],
  [
    'failed by the node',
    pod(),
    observed(
      { app: { run: run({}) } },
      { failure: { reason: 'r', message: 'm' } },
    ),
    ['stop app in 30 s'],
  ],
  ['over', pod({}, 'Succeeded'), observed({ app: { run: ended(0) } }), []],
  [
    'deleted while running',
    pod(),
    observed({ app: { run: run({}) } }, gone),
    ['stop app in 6 s'],
  ],
  [
    'deleted, stopping',
    pod(),
    observed({ app: { run: run({}), stopping: true } }, gone),
    [],
  ],
  [
    'deleted, start under way',
    pod(),
    observed({ app: { busy: true } }, gone),
    [],
  ],
  [
    'deleted, sidecar last',
    pod(withSidecar),
    observed({ side: { run: run({}) }, app: { run: run({}) } }, gone),
    ['stop app in 6 s'],
  ],
  [
    'deleted, only the sidecar left',
    pod(withSidecar),
    observed({ side: { run: run({}) }, app: { run: ended(0) } }, gone),
    ['stop side in 6 s'],
  ],
  [
    'deleted and ended',
    pod(),
    observed({ app: { run: ended(143) } }, gone),
    ['remove'],
  ],
];

for (const [name, given, seen, expected] of cases) {
  test(`decide: ${name}`, () => {
    assert.deepEqual(decide(given, seen, NOW).map(brief), expected);
  });
}

const outcomes: [
  string,
  Pod,
  Record<string, Partial<ContainerObserved>>,
  string | undefined,
][] = [
  [
    'all ended well',
    pod({ restartPolicy: 'Never' }),
    { app: { run: ended(0) } },
    'Succeeded',
  ],
  [
    'one failed',
    pod({ restartPolicy: 'Never' }),
    { app: { run: ended(3) } },
    'Failed',
  ],
  ['will be restarted', pod(), { app: { run: ended(0) } }, undefined],
  [
    'runs',
    pod({ restartPolicy: 'Never' }),
    { app: { run: run({}) } },
    undefined,
  ],
  [
    'init failed',
    pod({ ...withInit, restartPolicy: 'Never' }),
    { init: { run: ended(1) } },
    'Failed',
  ],
];

for (const [name, given, views, expected] of outcomes) {
  test(`outcome: ${name}`, () => {
    const seen = observed(views).containers;
    assert.equal(
      outcomeOf(given, container => seen[container] ?? UNSEEN),
      expected,
    );
  });
}
