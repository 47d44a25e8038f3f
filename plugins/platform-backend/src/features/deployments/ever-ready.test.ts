import type { ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Event, Pod } from 'kubernetes-types/core/v1';
import { everReadyOf, isRefusedFromStart, wasReady } from './ever-ready';

const at = (minute: number) => `2031-04-01T08:0${minute}:00Z`;

/** A pod made at minute 1, whose containers began at once. */
function pod(told: {
  ready?: [string, number];
  initialized?: number;
  restarts?: number;
  waiting?: boolean;
  inits?: boolean;
  madeAt?: number;
}): Pod {
  const { ready, initialized, restarts = 0, waiting, madeAt = 1 } = told;
  const condition = (type: string, status: string, minute: number) => ({
    type,
    status,
    lastTransitionTime: at(minute),
  });
  return {
    metadata: { creationTimestamp: at(madeAt) },
    spec: {
      containers: [{ name: 'app' }],
      initContainers: told.inits ? [{ name: 'init' }] : [],
    },
    status: {
      conditions: [
        ...(ready ? [condition('Ready', ...ready)] : []),
        ...(initialized ? [condition('Initialized', 'True', initialized)] : []),
      ],
      containerStatuses: [
        {
          name: 'app',
          image: '',
          imageID: '',
          ready: ready?.[0] === 'True',
          restartCount: restarts,
          state: waiting ? { waiting: {} } : { running: { startedAt: at(1) } },
        },
      ],
    },
  };
}

const ready = pod({ ready: ['True', 3], initialized: 1 });
const ended = pod({ ready: ['False', 3], initialized: 1 });
const never = pod({ ready: ['False', 1], initialized: 1 });
const replaced = pod({ ready: ['False', 5], initialized: 5, madeAt: 5 });
const again = pod({
  ready: ['False', 1],
  initialized: 3,
  restarts: 1,
  inits: true,
});

it.each<[string, Pod, boolean | undefined]>([
  ['is ready', ready, true],
  ['ceased to be ready', ended, true],
  ['runs and is not ready yet', never, false],
  ['is not on a node yet', pod({}), false],
  [
    'waits for its image',
    pod({ ready: ['False', 2], initialized: 1, waiting: true }),
    false,
  ],
  [
    'was never ready however often it restarted',
    pod({ ready: ['False', 1], initialized: 1, restarts: 4, waiting: true }),
    false,
  ],
  ['may have begun anew with its init containers', again, undefined],
  ['does not tell when it began', pod({ ready: ['False', 3] }), undefined],
])('of a pod that %s', (_, told, was) => {
  expect(wasReady(told)).toBe(was);
});

const fresh = {
  ...{ ready: 0, createdAt: at(1) },
  ...{ takenAgain: false, refused: false },
};

/** A ReplicaSet of minute 1 whose controller has failed since this one. */
function refusing(told: {
  failedAt?: number;
  failing?: string;
  replicas?: number;
}): ReplicaSet {
  const { failedAt = 1, failing = 'True', replicas = 0 } = told;
  const failure = { type: 'ReplicaFailure', status: failing };
  return {
    metadata: { uid: 'set', creationTimestamp: at(1) },
    status: {
      replicas,
      conditions: [{ ...failure, lastTransitionTime: at(failedAt) }],
    },
  };
}

const event = (uid: string, reason: string): Event => ({
  metadata: {},
  involvedObject: { uid },
  reason,
});

it.each<[string, ReplicaSet, Event[], boolean]>([
  [
    'fails since it was made',
    refusing({}),
    [event('set', 'FailedCreate'), event('other', 'SuccessfulCreate')],
    true,
  ],
  [
    'has made one between',
    refusing({}),
    [event('set', 'SuccessfulCreate')],
    false,
  ],
  ['fails only now', refusing({ failedAt: 5 }), [], false],
  ['does not fail', refusing({ failing: 'False' }), [], false],
  ['has a pod', refusing({ replicas: 1 }), [], false],
  ['tells nothing', {}, [], false],
])(
  'tells whether a controller that %s never made a pod',
  (_, of, events, so) => {
    expect(isRefusedFromStart(of, events)).toBe(so);
  },
);

it.each<[string, Pod[], Partial<typeof fresh>, boolean | undefined]>([
  ['its status counts ready pods', [], { ready: 1 }, true],
  ['one of its pods was ready', [never, ended], {}, true],
  ['its first pods were never ready', [never, never], {}, false],
  ['it has no pods', [], {}, undefined],
  ['it was never let have pods', [], { refused: true }, false],
  [
    'it was gone back to and is not let have pods',
    [],
    { takenAgain: true, refused: true },
    undefined,
  ],
  ['its pods have replaced others', [replaced], {}, undefined],
  ['one of its pods has replaced another', [never, replaced], {}, undefined],
  ['it was gone back to', [never], { takenAgain: true }, undefined],
  ['one of its pods does not tell', [never, again], {}, undefined],
])('tells whether a revision was ever ready when %s', (_, pods, more, ever) => {
  expect(everReadyOf(pods, { ...fresh, ...more })).toBe(ever);
});
