import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  decideQueue,
  discardable,
  type JobLoad,
  type QueueItem,
} from './decide.ts';

const NOW = 1_000_000;

function item(id: number, jobFullName: string, readyAt = NOW): QueueItem {
  return {
    id,
    jobFullName,
    causes: [],
    parameters: {},
    inQueueSince: NOW - 10,
    readyAt,
  };
}

function load(change: Partial<JobLoad> = {}): JobLoad {
  return {
    disabled: false,
    oneAtATime: false,
    running: [],
    displayName: 'job',
    ...change,
  };
}

describe('what waits', () => {
  const cases: [
    string,
    QueueItem[],
    Record<string, JobLoad>,
    [string, string?][],
  ][] = [
    ['begins', [item(1, 'a')], { a: load() }, [['begin']]],
    [
      'waits out its quiet period',
      [item(1, 'a', NOW + 4900)],
      { a: load() },
      [['quiet', 'In the quiet period. Expires in 4.9 sec']],
    ],
    [
      'begins beside others that run',
      [item(1, 'a'), item(2, 'a'), item(3, 'b')],
      { a: load({ running: [7] }), b: load() },
      [['begin'], ['begin'], ['begin']],
    ],
    [
      'waits for an executor, the oldest first',
      [item(1, 'a'), item(2, 'a'), item(3, 'b'), item(4, 'b')],
      { a: load(), b: load() },
      [
        ['begin'],
        ['begin'],
        ['begin'],
        ['buildable', 'Waiting for next available executor'],
      ],
    ],
    [
      'waits for the build before, and takes no executor for it',
      [item(1, 'a'), item(2, 'b'), item(3, 'b'), item(4, 'b')],
      { a: load({ oneAtATime: true, running: [7] }), b: load() },
      [
        ['blocked', 'Build #7 is already in progress (ETA: N/A)'],
        ['begin'],
        ['begin'],
        ['begin'],
      ],
    ],
    [
      'does not begin twice at once when only one may run',
      [item(1, 'a'), item(2, 'a')],
      { a: load({ oneAtATime: true }) },
      [['begin'], ['blocked', 'Another build of job is about to begin']],
    ],
    [
      'is dropped when its job is disabled or gone',
      [item(1, 'a'), item(2, 'gone')],
      { a: load({ disabled: true }) },
      [['drop'], ['drop']],
    ],
  ];
  for (const [title, items, loads, expected] of cases) {
    it(title, () => {
      const decisions = decideQueue(
        items,
        new Map(Object.entries(loads)),
        3,
        NOW,
      );
      assert.deepEqual(
        [...decisions.values()].map(each =>
          'why' in each ? [each.kind, each.why] : [each.kind],
        ),
        expected,
      );
    });
  }
});

describe('which builds are discarded', () => {
  const DAY = 24 * 60 * 60 * 1000;
  const builds = [1, 2, 3, 4, 5].map(number => ({
    number,
    running: false,
    keepForever: number === 2,
    successful: number === 3,
    startTimeMillis: NOW - (5 - number) * DAY,
  }));
  const cases: [string, Parameters<typeof discardable>[1], number[]][] = [
    ['none without limits', {}, []],
    ['all beyond the number but what is kept', { numToKeep: 1 }, [4, 1]],
    ['all that are too old but what is kept', { daysToKeep: 1 }, [1]],
    ['by either limit', { numToKeep: 4, daysToKeep: 10 }, [1]],
  ];
  for (const [title, limits, expected] of cases) {
    it(title, () => {
      assert.deepEqual(discardable(builds, limits, NOW), expected);
    });
  }
});
