import type {
  CiKnowledge,
  ServiceRuns,
} from '@pilothouse/plugin-platform-common';
import { runOf, runsOf } from '../__testUtils__/runs';
import { runsOfTeam, unseenOf, worstKnowledge } from './rows';

const early = '2031-04-01T08:00:00Z';
const late = '2031-04-01T09:00:00Z';
const because = { kind: 'slow', message: 'no answer' } as const;

function known(knowledge: CiKnowledge, ...times: string[]): ServiceRuns {
  const runs = times.map((startedAt, at) =>
    runOf({ startedAt, number: at + 1 }),
  );
  const told = runsOf(runs);
  return told.kind === 'known' ? { ...told, knowledge } : told;
}

const current = (readAt: string): CiKnowledge => ({ kind: 'current', readAt });
const stale = (since: string): CiKnowledge => ({
  kind: 'stale',
  readAt: early,
  since,
  because,
});

it('puts the runs of all services together, the newest first', () => {
  const services = {
    web: known(stale(late), early),
    api: known(current(late), late),
    shelf: { kind: 'not-annotated', annotation: 'a' } as const,
  };
  expect(
    runsOfTeam({ services }).map(row => [row.entityRef, row.stale]),
  ).toEqual([
    ['api', false],
    ['web', true],
  ]);
});

it.each<[string, CiKnowledge[], CiKnowledge | undefined]>([
  ['nothing', [], undefined],
  ['the oldest', [current(late), current(early)], current(early)],
  ['what is silent', [current(early), stale(late)], stale(late)],
  ['what is silent longest', [stale(late), stale(early)], stale(early)],
])('knows %s the worst', (_, all, expected) => {
  const services = Object.fromEntries(
    all.map((knowledge, at) => [`s${at}`, known(knowledge, early)]),
  );
  expect(worstKnowledge({ services })).toEqual(expected);
});

it('sorts the services of which no run is shown by why that is so', () => {
  const services: Record<string, ServiceRuns> = {
    gone: { kind: 'job-absent', job: 'shop/gone', readAt: early },
    dumb: { kind: 'not-heard', since: early },
    free: { kind: 'not-annotated', annotation: 'a' },
    theirs: { kind: 'not-permitted' },
    web: known(current(early), early),
  };
  expect(unseenOf({ services })).toEqual({
    absent: ['gone'],
    silent: ['dumb'],
    notPermitted: ['theirs'],
    unbuilt: ['free'],
    noServer: false,
  });
  const none: ServiceRuns = { kind: 'not-configured' };
  expect(unseenOf({ services: { a: none, b: none } }).noServer).toBe(true);
  expect(unseenOf({ services: {} }).noServer).toBe(false);
});
