import type { Revision } from '@pilothouse/plugin-platform-common';
import { versionOf, wayBack } from './revisions';

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
