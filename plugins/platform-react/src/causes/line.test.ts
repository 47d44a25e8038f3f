import type { Cause } from '@pilothouse/plugin-platform-common';
import { lineOf, type LineFacts } from './line';

const cause: Cause = {
  severity: 'failed',
  pods: 1,
  facts: { kind: 'no-endpoints', service: 'web' },
};

const cases: readonly [string, LineFacts, string][] = [
  ['ready', { replicas: { desired: 2, ready: 2 }, causes: [] }, 'line.ready'],
  ['too few', { replicas: { desired: 2, ready: 1 }, causes: [] }, 'line.some'],
  ['none', { replicas: { desired: 0, ready: 0 }, causes: [] }, 'line.zero'],
  [
    'new ones come',
    {
      replicas: { desired: 4, ready: 4, updated: 1 },
      rollout: { kind: 'progressing' },
      causes: [],
    },
    'line.rolling',
  ],
  [
    'all are new, not all ready',
    {
      replicas: { desired: 4, ready: 3, updated: 4 },
      rollout: { kind: 'progressing' },
      causes: [],
    },
    'line.some',
  ],
  [
    'paused',
    {
      replicas: { desired: 2, ready: 2 },
      rollout: { kind: 'paused' },
      causes: [],
    },
    'line.paused',
  ],
  [
    'stuck',
    {
      replicas: { desired: 2, ready: 2 },
      rollout: { kind: 'stuck' },
      causes: [],
    },
    'line.stuck',
  ],
];

it.each(cases)('says how far it is when %s', (_, facts, key) => {
  expect(lineOf(facts)).toMatchObject({ kind: 'sentence', sentence: { key } });
});

it('says the first cause before all else', () => {
  expect(
    lineOf({ replicas: { desired: 2, ready: 2 }, causes: [cause, cause] }),
  ).toEqual({ kind: 'cause', cause, more: 1 });
});
