import type { Revision } from '@pilothouse/plugin-platform-common';
import { rolloutBars } from './bars';

const revision = (
  number: number,
  desired: number,
  ready: number,
  current = false,
): Revision => ({
  revision: number,
  name: `web-${number}`,
  current,
  images: [],
  desired,
  ready,
});

const replicas = { desired: 4, current: 4, updated: 4, ready: 4, available: 4 };

it.each([
  [
    'it is done: one bar that is full',
    [revision(2, 4, 4, true), revision(1, 0, 0)],
    [['new', 4, 4, 1, 1]],
  ],
  [
    'new pods come: what is wanted shows before it is ready',
    [revision(2, 2, 1, true), revision(1, 3, 3)],
    [
      ['old', 3, 3, 0.75, 0.75],
      ['new', 1, 4, 0.25, 1],
    ],
  ],
  [
    'several old ones still run: they are one side',
    [revision(3, 1, 0, true), revision(2, 1, 1), revision(1, 2, 2)],
    [
      ['old', 3, 3, 0.75, 0.75],
      ['new', 0, 4, 0, 1],
    ],
  ],
  ['there is no revision', [], []],
])('when %s', (_, revisions, expected) => {
  expect(
    rolloutBars({ revisions, replicas }).map(bar => [
      bar.side,
      bar.ready,
      bar.wanted,
      bar.readyShare,
      bar.wantedShare,
    ]),
  ).toEqual(expected);
});

it('does not divide by nothing when scaled to 0', () => {
  const [bar] = rolloutBars({
    revisions: [revision(1, 0, 0, true)],
    replicas: { ...replicas, desired: 0 },
  });
  expect(bar).toMatchObject({ readyShare: 0, wantedShare: 0 });
});
