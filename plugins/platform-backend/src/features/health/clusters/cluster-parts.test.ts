import type { PartsSource } from '@pilothouse/plugin-platform-common';
import {
  afterRound,
  notYetAsked,
  pauseAfter,
  type Probe,
  type Round,
} from './cluster-parts';

const start = new Date('2031-04-01T08:00:00.000Z');
const later = new Date('2031-04-01T08:01:00.000Z');

const answers: Probe = { cluster: 'east', kind: 'answers', version: 'v1.36.3' };
const silent: Probe = {
  cluster: 'east',
  kind: 'silent',
  because: 'no answer within 5 s',
};
const refuses: Probe = { cluster: 'east', kind: 'refuses', status: 401 };

function asked(...probes: Probe[]): Round {
  return { kind: 'asked', probes };
}

const known = afterRound(notYetAsked(start), asked(answers), start);

describe('afterRound', () => {
  it.each<[string, Probe, object]>([
    [
      'still answers',
      answers,
      { state: 'ready', version: 'v1.36.3', since: start.toISOString() },
    ],
    [
      'falls silent',
      silent,
      {
        state: 'failed',
        version: 'v1.36.3',
        since: later.toISOString(),
        detail: expect.stringContaining('no answer within 5 s'),
        advice: expect.stringContaining('east'),
      },
    ],
    [
      'refuses the credentials',
      refuses,
      {
        state: 'failed',
        since: later.toISOString(),
        detail: expect.stringContaining('(401)'),
        advice: expect.stringMatching(/Renew/),
      },
    ],
    [
      'cannot be asked',
      { cluster: 'east', kind: 'unknown', because: 'people sign in there' },
      {
        state: 'unknown',
        since: later.toISOString(),
        detail: 'people sign in there',
      },
    ],
  ])('tells of a cluster that %s', (_, probe, part) => {
    const source = afterRound(known, asked(probe), later);
    expect(source.parts).toEqual([expect.objectContaining(part)]);
  });

  it.each<[string, Probe]>([
    ['east', answers],
    ['East', { ...answers, title: 'East' }],
  ])('tells of %s as of a cluster', (title, probe) => {
    const { parts } = afterRound(known, asked(probe), later);
    expect(parts).toMatchObject([{ kind: 'cluster', title }]);
  });

  it('dates a failure from its beginning, whatever its reason', () => {
    const first = afterRound(known, asked(silent), start);
    const second = afterRound(first, asked(refuses), later);
    expect(second.parts[0]?.since).toBe(start.toISOString());
  });

  it('lets one dead cluster take nothing from the others', () => {
    const west: Probe = { ...answers, cluster: 'west' };
    const source = afterRound(known, asked(silent, west), later);
    expect(source.parts.map(({ name, state }) => [name, state])).toEqual([
      ['east', 'failed'],
      ['west', 'ready'],
    ]);
  });

  it('forgets a cluster that is no longer configured', () => {
    expect(afterRound(known, asked(), later).parts).toEqual([]);
  });
});

describe('pauseAfter', () => {
  const west: Probe = { ...silent, cluster: 'west' };
  const westSilent = afterRound(known, asked(answers, west), start);
  it.each<[string, PartsSource, number, number]>([
    ['nothing was asked', notYetAsked(start), 0, 30],
    ['all answer', known, 600, 30],
    ['one has just failed', afterRound(known, asked(silent), start), 0, 2],
    ['it failed a while ago', afterRound(known, asked(silent), start), 60, 6],
    ['it failed long ago', afterRound(known, asked(silent), start), 3600, 30],
    [
      'one failed long ago and another just now',
      afterRound(westSilent, asked(silent, west), later),
      60,
      2,
    ],
  ])('where %s', (_, source, afterS, pauseS) => {
    const now = new Date(start.getTime() + afterS * 1000);
    expect(pauseAfter(source, now, 30_000)).toBe(pauseS * 1000);
  });

  it('is never longer than the interval', () => {
    const failed = afterRound(known, asked(silent), start);
    expect(pauseAfter(failed, start, 20)).toBe(20);
  });
});
