import type { PlatformPart } from '@pilothouse/plugin-platform-common';
import { healthOf } from '@pilothouse/plugin-platform-react/testing';
import { answerFor, concernsEverybody, overallProgress } from './answer';

const since = '2031-04-01T08:00:00.000Z';

function part(
  name: string,
  state: PlatformPart['state'],
  progress?: number,
): PlatformPart {
  return { name, title: name, state, since, progress };
}

const up = part('etcd', 'ready');
const building = part('metrics', 'building', 0.5);
const waiting = part('git', 'waiting');
const failed = part('registry', 'failed');
const stopped = part('ingress', 'stopped');
const unknown = part('kwok', 'unknown');
const api = (state: PlatformPart['state']) => part('api', state);
const setup: PlatformPart = { ...part('setup', 'ready'), needs: ['api'] };
const operators = (state: PlatformPart['state']): PlatformPart => ({
  ...part('operators', state),
  needs: ['setup', 'api'],
});

describe('answerFor', () => {
  it.each([
    ['all up', [up], 'allUp', ['etcd']],
    ['some building', [up, building, waiting], 'building', ['metrics', 'git']],
    ['failure before building', [building, failed], 'failed', ['registry']],
    ['failure before stop', [stopped, failed], 'failed', ['registry']],
    ['stop before building', [building, stopped], 'stopped', ['ingress']],
    ['unknown before building', [building, unknown], 'unknown', ['kwok']],
  ] as const)('%s', (_, parts, kind, names) => {
    const answer = answerFor(healthOf(...parts));
    expect(answer.kind).toBe(kind);
    expect('parts' in answer && answer.parts.map(({ name }) => name)).toEqual(
      names,
    );
  });

  it.each<[string, PlatformPart[], string[], number]>([
    ['alone', [failed, api('ready'), operators('ready')], ['registry'], 0],
    ['what others need', [operators('failed'), api('failed')], ['api'], 1],
    [
      'what others need through one that is up',
      [operators('failed'), setup, api('failed'), failed],
      ['api', 'registry'],
      1,
    ],
    [
      'the other alone',
      [operators('failed'), setup, api('ready')],
      ['operators'],
      0,
    ],
    [
      'those that need each other',
      [
        { ...failed, needs: ['etcd'] },
        { ...part('etcd', 'failed'), needs: ['registry'] },
      ],
      ['registry', 'etcd'],
      0,
    ],
  ])('names of what has failed %s', (_, parts, names, dependents) => {
    const answer = answerFor(healthOf(...parts));
    expect(answer).toMatchObject({ kind: 'failed', dependents });
    expect('parts' in answer && answer.parts.map(({ name }) => name)).toEqual(
      names,
    );
  });

  it('does not call a platform up that nothing tells of', () => {
    expect(answerFor({ sources: [] })).toEqual({ kind: 'nothingKnown' });
    expect(answerFor(healthOf())).toEqual({ kind: 'nothingKnown' });
  });

  it('says which source is silent, whatever its last parts were', () => {
    const [source] = healthOf(part('etcd', 'unknown')).sources;
    const silent = {
      name: 'embedded',
      title: 'Embedded platform',
      parts: source?.parts ?? [],
      knowledge: { kind: 'unknown' as const, since, because: 'no file' },
    };
    expect(answerFor({ sources: [silent] })).toEqual({
      kind: 'unheard',
      sources: [silent],
    });
  });
});

it.each([
  [[up], false],
  [[building], true],
  [[failed], true],
  [[stopped], false],
  [[unknown], false],
] as const)('everybody is told of %j: %s', (parts, told) => {
  expect(concernsEverybody(answerFor(healthOf(...parts)))).toBe(told);
});

it.each([
  [[up, building], 0.75],
  [[up, waiting], 0.5],
  [[], 1],
] as const)('progress of %j is %d', (parts, expected) => {
  expect(overallProgress(healthOf(...parts))).toBe(expected);
});
