import {
  afterRound,
  notYetAsked,
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
