import { nextRead, type Progress } from './reads';
import type { Run, Runs } from './runs';

const first: Run = {
  id: '1',
  startedAt: '2031-04-01T08:00:00Z',
  ended: { at: '2031-04-01T08:01:00Z', exitCode: 1 },
};
const second: Run = { id: '2', startedAt: '2031-04-01T08:02:00Z' };
const mark = (at: string) => ({
  at: `2031-04-01T${at}.000000000Z`,
  count: 1,
  after: 0,
});

describe('nextRead', () => {
  it.each<[string, Runs, Partial<Progress>, string]>([
    ['waits for a container that has not started', {}, {}, 'wait'],
    [
      'begins with the latest run',
      { latest: second, previous: first },
      {},
      '2',
    ],
    [
      'goes on with the run before when its end was not told',
      { latest: second, previous: first },
      { mark: mark('08:00:30'), opened: '1' },
      '1 previous',
    ],
    [
      'does not read a run again that was told to its end',
      { latest: second, previous: first },
      { mark: mark('08:00:30'), opened: '1', completed: '1' },
      '2 complete announced',
    ],
    [
      'knows from the time of the last line that the run before was told',
      { latest: second, previous: first },
      { mark: mark('08:02:30') },
      '2',
    ],
    [
      'reads the run before when nothing of it was heard',
      { latest: second, previous: first },
      { opened: '1' },
      '1 previous',
    ],
    [
      'waits for the next run when the latest one was told',
      { latest: first },
      { opened: '1', completed: '1' },
      'wait',
    ],
    [
      'reads only the run before when asked for that',
      { latest: second, previous: first },
      { previousOnly: true },
      '1 previous',
    ],
    [
      'takes the latest run for the one before while there is no next',
      { latest: first },
      { previousOnly: true },
      '1',
    ],
    [
      'has finished when there was no run before',
      { latest: second },
      { previousOnly: true },
      'finished',
    ],
  ])('%s', (_, runs, progress, expected) => {
    const read = nextRead(runs, { previousOnly: false, ...progress });
    expect(typeof read === 'string' ? read : short(read)).toBe(expected);
  });

  it.each([
    ['the same run', '2', '08:02:30', 'rotated'],
    ['a run that began later', undefined, '08:00:30', 'restarted'],
    ['a run that began before', undefined, '08:03:30', 'rotated'],
  ])('says why a line is gone from %s', (_, opened, at, lost) => {
    expect(
      nextRead(
        { latest: second },
        {
          mark: mark(at),
          opened,
          previousOnly: false,
        },
      ),
    ).toMatchObject({ lost });
  });
});

function short(read: Exclude<ReturnType<typeof nextRead>, string>): string {
  const { run, previous, complete, announced } = read;
  return [
    run.id,
    previous && 'previous',
    complete && 'complete',
    announced && 'announced',
  ]
    .filter(Boolean)
    .join(' ');
}
