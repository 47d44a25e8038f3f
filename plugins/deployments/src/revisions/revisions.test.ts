import type { CauseFacts, Revision } from '@pilothouse/plugin-platform-common';
import { proposedWayBack, versionOf, wayBack } from './revisions';

const revision = (number: number, more: Partial<Revision> = {}): Revision => ({
  revision: number,
  name: `web-${number}`,
  current: false,
  images: [],
  desired: 0,
  ready: 0,
  ...more,
});

it.each<[string, Revision[], number | undefined, boolean | undefined]>([
  [
    'there was none before',
    [revision(1, { current: true })],
    undefined,
    undefined,
  ],
  [
    'none of them serves',
    [revision(3, { current: true }), revision(1), revision(2)],
    2,
    false,
  ],
  [
    'an earlier one still serves',
    [revision(3, { current: true }), revision(2), revision(1, { ready: 3 })],
    1,
    true,
  ],
  [
    'the one before never ran',
    [
      revision(3, { current: true }),
      revision(2, { everReady: false }),
      revision(1),
    ],
    1,
    false,
  ],
  [
    'only an earlier one is known to have run',
    [
      revision(3, { current: true }),
      revision(2),
      revision(1, { everReady: true }),
    ],
    1,
    false,
  ],
  [
    'none of them ever ran',
    [revision(3, { current: true }), revision(2, { everReady: false })],
    undefined,
    undefined,
  ],
  [
    'it is going back already: the newer one is no way back',
    [revision(3, { ready: 1 }), revision(2, { current: true })],
    undefined,
    undefined,
  ],
])('when %s', (_, revisions, number, stillRuns) => {
  const back = wayBack({ revisions });
  expect(back?.revision.revision).toBe(number);
  expect(back?.stillRuns).toBe(stillRuns);
});

it.each<[string, Partial<Revision>, boolean]>([
  ['it serves', { ready: 1 }, true],
  ['it once ran', { everReady: true }, true],
  ['the cluster does not tell', {}, false],
])('knows whether the way back ever ran when %s', (_, told, known) => {
  const revisions = [revision(2, { current: true }), revision(1, told)];
  expect(wayBack({ revisions })?.known).toBe(known);
});

const crash: CauseFacts = {
  kind: 'crash-loop',
  container: 'app',
  pod: 'web-1',
  exitCode: 1,
  restarts: 4,
};

it.each<[string, CauseFacts | undefined, number, boolean]>([
  ['its pods crash', crash, 2, true],
  ['its pods crash before they are ready', crash, 0, true],
  ['nothing was found', undefined, 2, true],
  [
    'the quota leaves no room for more',
    { kind: 'quota-exceeded', resources: [] },
    2,
    false,
  ],
  [
    'the quota leaves no room for it',
    { kind: 'quota-exceeded', resources: [] },
    0,
    true,
  ],
  ['no node takes more', { kind: 'unschedulable', reasons: [] }, 1, false],
])('knows whether a way back helps where %s', (_, facts, ready, helps) => {
  const revisions = [revision(2, { current: true, ready }), revision(1)];
  const causes = facts ? [{ severity: 'failed' as const, pods: 1, facts }] : [];
  expect(Boolean(proposedWayBack({ causes, revisions }))).toBe(helps);
});

it('proposes what still runs while a rollout is under way, whatever holds it', () => {
  const facts: CauseFacts = { kind: 'unschedulable', reasons: [] };
  const causes = [{ severity: 'failed' as const, pods: 1, facts }];
  const revisions = [
    revision(2, { current: true, ready: 1 }),
    revision(1, { ready: 1 }),
  ];
  expect(proposedWayBack({ causes, revisions })?.stillRuns).toBe(true);
});

it('calls a revision by its version only where that is its own', () => {
  const [a, b, c] = [
    revision(1, { version: '1.0' }),
    revision(2, { version: '1.1' }),
    revision(3, { version: '1.1' }),
  ] as const;
  expect([a, b, c].map(one => versionOf(one, [a, b, c]))).toEqual([
    '1.0',
    undefined,
    undefined,
  ]);
});
