import type { CauseFacts } from './causes';
import { countsOf, isAsleep, onlyRolloutFailed } from './counts';

type Workload = Parameters<typeof countsOf>[0];

function workload(
  status: Workload['status'],
  kind: Workload['rollout']['kind'],
  [ready, desired]: readonly [number, number],
  causes: Workload['causes'] = [],
): Workload {
  const available = ready;
  const replicas = { desired, ready, available, current: ready, updated: 1 };
  return { status, rollout: { kind }, replicas, causes };
}

it.each([
  ['stuck beside an earlier one', 'failed', 'stuck', [1, 1], 0, [0, 1, 1]],
  ['stuck in part', 'failed', 'stuck', [3, 3], 1, [1, 3, 2]],
  ['stuck, its count the newer', 'failed', 'stuck', [1, 3], 2, [2, 3, 0]],
  ['of no known revision', 'failed', 'stuck', [1, 1], undefined, [1, 1, 0]],
  ['held up', 'degraded', 'progressing', [1, 1], 0, [0, 1, 1]],
  ['on its way', 'progressing', 'progressing', [2, 2], 1, [2, 2, 0]],
  [
    'on its way with one more',
    'progressing',
    'progressing',
    [4, 3],
    2,
    [3, 3, 0],
  ],
  [
    'held up with more new ones',
    'degraded',
    'progressing',
    [5, 3],
    4,
    [3, 3, 1],
  ],
  ['complete', 'degraded', 'complete', [2, 2], 2, [2, 2, 0]],
] as const)(
  'counts replicas of a rollout that is %s',
  (_, status, kind, replicas, newest, [ready, desired, earlier]) => {
    expect(
      countsOf(
        workload(status, kind, replicas),
        newest === undefined ? undefined : { ready: newest },
      ),
    ).toEqual({ ready, desired, earlier });
  },
);

const failing: CauseFacts = {
  kind: 'probe-failing',
  probe: 'readiness',
  pod: 'web-1',
  container: 'web',
};
const overlapping: CauseFacts = {
  kind: 'overlapping-selectors',
  workloads: ['Deployment api'],
};

it.each([
  [1, failing, { ready: 0, desired: 1, earlier: 1 }],
  [0, failing, { ready: 1, desired: 1, earlier: 0 }],
  [1, overlapping, { ready: 1, desired: 1, earlier: 0 }],
])(
  'takes a rollout on its way for held up by what is wrong with %d of its pods: %j',
  (pods, facts, expected) => {
    const given = workload(
      'progressing',
      'progressing',
      [1, 1],
      [{ severity: 'degraded', pods, facts }],
    );
    expect(countsOf(given, { ready: 0 })).toEqual(expected);
  },
);

it.each([
  ['failed', 'stuck', 1, true],
  ['failed', 'progressing', 1, true],
  ['failed', 'paused', 1, false],
  ['failed', 'stuck', 0, false],
  ['failed', 'complete', 1, false],
  ['degraded', 'stuck', 1, false],
] as const)(
  'tells of a %s workload with a %s rollout and %s ready whether only that failed',
  (status, kind, ready, expected) => {
    const given = workload(status, kind, [ready, 1]);
    expect(onlyRolloutFailed(given)).toBe(expected);
  },
);

it.each([
  ['healthy', 0, true],
  ['healthy', 1, false],
  ['progressing', 0, false],
] as const)('tells whether a %s one of %s is asleep', (status, desired, so) => {
  expect(isAsleep({ status, replicas: { desired } })).toBe(so);
});
