import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { placement, pod, revision } from '../__testUtils__/fixtures';
import type { Intent } from './intent';
import { isOver, isShown } from './sent';

const going = { kind: 'progressing' } as const;
const replicas = (desired: number, ready: number) => ({
  desired,
  current: desired,
  updated: desired,
  ready,
  available: ready,
});
const scale: Intent = { kind: 'scale' };
const restart: Intent = { kind: 'restart' };
const rollBack: Intent = {
  kind: 'roll-back',
  revision: revision(3),
  called: '2.0.3',
};
const remove: Intent = { kind: 'delete-pod', pod: pod('payments-4-aaa') };
const next = [revision(5, { current: true }), revision(4)];
const others = [pod('payments-4-bbb'), pod('payments-4-ccc')];

it.each<[string, Intent, Partial<PlacementDetail>, boolean]>([
  ['a scale not yet heard of', scale, {}, false],
  [
    'a scale that goes on',
    scale,
    { replicas: replicas(5, 3), rollout: going },
    false,
  ],
  ['a scale whose pods start', scale, { replicas: replicas(5, 3) }, false],
  ['a scale that is made', scale, { replicas: replicas(5, 5) }, true],
  ['a scale to none', scale, { replicas: replicas(0, 0) }, true],
  ['a restart not yet heard of', restart, {}, false],
  [
    'a restart that goes on',
    restart,
    { revisions: next, rollout: going },
    false,
  ],
  ['a restart that is made', restart, { revisions: next }, true],
  ['a way back not yet heard of', rollBack, {}, false],
  ['a way back that is gone', rollBack, { revisions: next }, true],
  ['a pod that still ends', remove, {}, false],
  [
    'a pod whose replacement starts',
    remove,
    { pods: others, replicas: replicas(2, 1) },
    false,
  ],
  ['a pod that is replaced', remove, { pods: others }, true],
])('knows whether %s is over', (_, intent, change, over) => {
  const before = placement('prod', 'east');
  const sent = { intent, typed: typedOf(change), before, at: 0 };
  expect(isOver(sent, { ...before, ...change }, 1_000)).toBe(over);
});

/** What one asked for who scaled to what there is in the end. */
function typedOf({ replicas: asked }: Partial<PlacementDetail>): string {
  return `${asked?.desired ?? 5}`;
}

const starting = { replicas: replicas(5, 3) };

it.each<[string, Intent, string, Partial<PlacementDetail>, number, boolean]>([
  ['a scale to what it was already', scale, '2', {}, 1, true],
  ['a scale that another undid', scale, '5', {}, 40, true],
  ['a scale of which nothing is heard yet', scale, '5', {}, 20, false],
  ['a scale that another made another one', scale, '5', starting, 40, false],
  [
    'a restart of which nothing can be told',
    restart,
    '',
    { revisions: [] },
    40,
    true,
  ],
  ['a restart that goes on', restart, '', { rollout: going }, 500, false],
  [
    'a restart that never comes to its end',
    restart,
    '',
    { rollout: going },
    601,
    true,
  ],
])('knows whether %s is over', (_, intent, typed, change, seconds, over) => {
  const before = placement('prod', 'east', { revisions: change.revisions });
  const sent = { intent, typed, before, at: 0 };
  expect(isOver(sent, { ...before, ...change }, seconds * 1_000)).toBe(over);
});

const another = [
  revision(5, { current: true, changes: [{ kind: 'other' }] }),
  revision(4),
];
const restarted = [
  revision(5, { current: true, changes: [{ kind: 'restart' }] }),
  revision(4),
];
const gone = [revision(5, { current: true, name: 'payments-3' }), revision(4)];

it.each<[string, Intent, Partial<PlacementDetail>, boolean]>([
  ['a scale not yet heard of', scale, {}, false],
  ['a scale', scale, { replicas: replicas(5, 3) }, true],
  ['a scale to another number', scale, { replicas: replicas(4, 3) }, false],
  ['a restart not yet heard of', restart, {}, false],
  ['a restart', restart, { revisions: restarted, rollout: going }, true],
  [
    'what another deployed, as a restart',
    restart,
    { revisions: another },
    false,
  ],
  ['a way back not yet heard of', rollBack, {}, false],
  ['a way back', rollBack, { revisions: gone, rollout: going }, true],
  [
    'what another deployed, as a way back',
    rollBack,
    { revisions: another },
    false,
  ],
  ['a pod that still ends', remove, {}, false],
  ['a pod that is gone', remove, { pods: others }, true],
])('knows whether %s is shown', (_, intent, change, shown) => {
  const before = placement('prod', 'east');
  const sent = { intent, typed: '5', before };
  expect(isShown(sent, { ...before, ...change })).toBe(shown);
});
