import type { Cause } from '@pilothouse/plugin-platform-common';
import { lineOf, type LineFacts } from './line';

const cause: Cause = {
  severity: 'failed',
  pods: 1,
  facts: { kind: 'no-endpoints', service: 'web' },
};

type Given = Omit<LineFacts, 'causes'>;

const whole = { desired: 3, ready: 3 };
const underWay = { kind: 'progressing' } as const;

const cases: readonly [string, Given, string][] = [
  ['all are ready', { status: 'healthy', replicas: whole }, 'line.ready'],
  [
    'too few are ready',
    { status: 'progressing', replicas: { desired: 2, ready: 1 } },
    'line.some',
  ],
  [
    'none is wanted',
    { status: 'healthy', replicas: { desired: 0, ready: 0 } },
    'line.zero',
  ],
  [
    'new ones come beside those that serve',
    {
      status: 'progressing',
      replicas: { ...whole, updated: 1 },
      rollout: underWay,
    },
    'line.rolling',
  ],
  [
    'new ones come, and a row tells it',
    { status: 'progressing', replicas: { ...whole, updated: 1 } },
    'line.rolling',
  ],
  [
    'all are new, not all ready',
    {
      status: 'progressing',
      replicas: { desired: 3, ready: 2, updated: 3 },
      rollout: underWay,
    },
    'line.some',
  ],
  [
    'all are new and earlier ones still go',
    {
      status: 'progressing',
      replicas: { ...whole, updated: 3, current: 4 },
      rollout: underWay,
    },
    'line.underWay',
  ],
  [
    'all are new and earlier ones still go, and a row tells it',
    { status: 'progressing', replicas: { ...whole, updated: 3 } },
    'line.underWay',
  ],
  [
    'all are ready and not yet available',
    {
      status: 'progressing',
      replicas: { ...whole, updated: 3, available: 1 },
      rollout: { kind: 'complete' },
    },
    'line.underWay',
  ],
  [
    'more are wanted and are not made yet',
    {
      status: 'progressing',
      replicas: { desired: 5, ready: 3, updated: 3 },
      rollout: { kind: 'complete' },
    },
    'line.some',
  ],
  [
    'it is paused',
    { status: 'healthy', replicas: whole, rollout: { kind: 'paused' } },
    'line.paused',
  ],
  [
    'it is stuck',
    { status: 'degraded', replicas: whole, rollout: { kind: 'stuck' } },
    'line.stuck',
  ],
];

it.each(cases)('says how far it is when %s', (_, facts, key) => {
  expect(lineOf({ ...facts, causes: [] })).toMatchObject({
    kind: 'sentence',
    sentence: { key },
  });
});

it('says the first cause before all else', () => {
  expect(
    lineOf({ status: 'failed', replicas: whole, causes: [cause, cause] }),
  ).toEqual({ kind: 'cause', cause, more: 1 });
});
