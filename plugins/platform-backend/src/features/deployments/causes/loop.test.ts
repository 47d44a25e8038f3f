import { crashesSince, runsBetweenCrashes } from './loop';

const began = Date.parse('2031-04-01T08:00:00Z');
const after = (seconds: number) =>
  new Date(began + seconds * 1000).toISOString();

/** Of a container that restarted so often, each time after so many seconds. */
function since(restarts: number, endedAt: number, run = 0, initialized = true) {
  const conditions = [
    { type: 'Initialized', status: 'True', lastTransitionTime: after(0) },
  ];
  return crashesSince(
    { status: { conditions: initialized ? conditions : [] } },
    {
      name: 'app',
      image: 'app',
      imageID: '',
      ready: false,
      restartCount: restarts,
      lastState: {
        terminated: {
          exitCode: 1,
          startedAt: after(endedAt - run),
          finishedAt: after(endedAt),
        },
      },
    },
  );
}

it.each<[string, Parameters<typeof since>, boolean]>([
  ['at once, four times', [4, 73], true],
  ['at once, for a day', [292, 86_400], true],
  ['after half a minute each time', [4, 310, 30], true],
  ['after nine minutes each time', [2, 1_650, 540], true],
  ['for the first time, after an hour', [0, 3_600, 3_600], false],
  ['once, after an hour', [1, 3_600, 3_600], false],
  ['every six hours', [4, 5 * 21_600, 21_600], false],
  ['five times, after a day', [5, 86_400], false],
  ['in a pod of which it is not known when it began', [4, 73, 0, false], false],
])('knows of a container that crashed %s since when', (_, of, known) => {
  expect(since(...of)).toBe(known ? after(0) : undefined);
});

it('tells the same while it goes on, however the waits grow', () => {
  const waits = [0, 10, 20, 40, 80, 160, ...Array(20).fill(300)];
  let at = 1;
  for (const [index, wait] of waits.entries()) {
    at += wait + 1;
    expect(since(index + 1, at, 1)).toBe(after(0));
  }
});

it.each<[string, [restarts: number, last: number, seen?: number], boolean]>([
  ['has just begun, after two short runs', [2, 2, 0], true],
  ['is not told to last, after its first restart', [1, 2, 0], false],
  ['lasts as long as the runs before it', [5, 30, 30], true],
  ['lasts as long as its last run and its wait', [5, 2, 162], true],
  ['outlasts its last run twice, and its wait', [5, 2, 164], false],
  ['outlasts what resets the waits', [40, 590, 600], false],
  ['comes after one that worked', [9, 600, 0], false],
  ['is on a node that tells no time', [9, 2], false],
  ['began after its node has told a time', [9, 2, -40], true],
])('a run that %s', (_, [restartCount, last, seen], expected) => {
  const status = {
    name: 'app',
    image: 'app',
    imageID: '',
    ready: true,
    restartCount,
    state: { running: { startedAt: after(1_000) } },
    lastState: {
      terminated: {
        exitCode: 7,
        startedAt: after(900 - last),
        finishedAt: after(900),
      },
    },
  };
  const toldAt = seen === undefined ? undefined : after(1_000 + seen);
  expect(runsBetweenCrashes(status, toldAt)).toBe(expected);
});
