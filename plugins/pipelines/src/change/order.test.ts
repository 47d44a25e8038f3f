import type {
  Ability,
  GivenOrder,
  InputAnswer,
  InputParameter,
  PendingInput,
  RunState,
} from '@pilothouse/plugin-platform-common';
import { detailOf, runOf, stageOf } from '../__testUtils__/runs';
import {
  answerOf,
  canBeAnsweredHere,
  isAnswered,
  isNews,
  namingWhoEnded,
  offered,
  startOf,
  type Order,
  type Typed,
} from './order';

const question = (...parameters: InputParameter[]): PendingInput => ({
  id: 'Deploy',
  message: 'Deploy to prod?',
  proceed: 'Deploy',
  parameters,
});
const yes: Ability = { allowed: true };
const no: Ability = { allowed: false, because: { kind: 'not-permitted' } };

it.each<[Omit<InputParameter, 'name'>, string | boolean]>([
  [{ kind: 'string' }, ''],
  [{ kind: 'text', default: 'a' }, 'a'],
  [{ kind: 'boolean' }, false],
  [{ kind: 'boolean', default: true }, true],
  [{ kind: 'boolean', default: 'true' }, true],
  [{ kind: 'choice', choices: ['east', 'west'] }, 'east'],
  [{ kind: 'choice', choices: ['east', 'west'], default: 'west' }, 'west'],
])('%j begins as %j', (parameter, expected) => {
  expect(startOf({ name: 'p', ...parameter })).toBe(expected);
});

it.each<[string, InputParameter[], Typed, InputAnswer]>([
  ['a question alone', [], {}, { kind: 'proceed', parameters: {} }],
  [
    'what is typed, and what is not',
    [
      { name: 'site', kind: 'choice', choices: ['east', 'west'] },
      { name: 'note', kind: 'string', default: 'none' },
    ],
    { site: 'west' },
    { kind: 'proceed', parameters: { site: 'west', note: 'none' } },
  ],
  [
    'no password that was not typed',
    [{ name: 'pin', kind: 'password' }],
    {},
    { kind: 'proceed', parameters: {} },
  ],
  [
    'a password that was typed',
    [{ name: 'pin', kind: 'password' }],
    { pin: '1234' },
    { kind: 'proceed', parameters: { pin: '1234' } },
  ],
])('lets a run go on with %s', (_, parameters, typed, expected) => {
  const input = question(...parameters);
  expect(answerOf({ kind: 'proceed', input }, typed)).toEqual(expected);
  expect(answerOf({ kind: 'reject', input }, typed)).toEqual({ kind: 'abort' });
});

it('leaves to the CI server what the portal cannot ask for', () => {
  const file: InputParameter = { name: 'file', kind: 'other' };
  expect(canBeAnsweredHere(question())).toBe(true);
  expect(canBeAnsweredHere(question(file))).toBe(false);
});

describe('what is offered', () => {
  it.each<[RunState, string[]]>([
    ['running', ['abort']],
    ['waiting-for-input', ['abort', 'answer']],
    ['succeeded', ['runAgain']],
    ['failed', ['runAgain']],
    ['aborted', ['runAgain']],
    ['unknown', ['runAgain']],
  ])('of a run that is %s', (state, expected) => {
    const may = { runAgain: yes, abort: yes, answerInput: yes };
    const mayNot = { runAgain: no, abort: no, answerInput: no };
    const run = runOf({ state });
    const names = (offer: Readonly<Record<string, boolean>>) =>
      Object.keys(offer).filter(name => offer[name]);
    expect(names(offered(run, may))).toEqual(expected);
    expect(names(offered(run, mayNot))).toEqual([]);
    expect(names(offered(run, undefined))).toEqual([]);
  });
});

it.each<[string, RunState, PendingInput[], boolean]>([
  ['is asked', 'waiting-for-input', [question()], false],
  [
    'is not, but another is',
    'waiting-for-input',
    [{ ...question(), id: 'x' }],
    true,
  ],
  ['could not be read', 'waiting-for-input', [], false],
  ['is behind it', 'running', [], true],
  ['ended it', 'aborted', [], true],
  ['is not known', 'unknown', [], false],
])(
  'tells whether a question is answered that %s',
  (_, state, inputs, answered) => {
    const order = { kind: 'proceed', input: question() } as const;
    expect(isAnswered(order, { state, inputs })).toBe(answered);
    expect(isAnswered({ kind: 'abort' }, { state, inputs })).toBe(false);
  },
);

it.each<[Order['kind'], RunState, boolean]>([
  ['abort', 'running', true],
  ['abort', 'aborted', false],
  ['proceed', 'running', true],
  ['proceed', 'succeeded', false],
  ['reject', 'waiting-for-input', true],
  ['reject', 'aborted', false],
  ['run-again', 'failed', true],
])('tells after %s of a run that is %s: %s', (kind, state, expected) => {
  expect(isNews(kind, { state })).toBe(expected);
});

it.each<[string | undefined, GivenOrder['kind'][], string | undefined]>([
  ['Aborted by Pilothouse', ['abort'], 'Aborted by Lin $& Wei'],
  ['Rejected by Pilothouse', ['proceed', 'reject'], 'Rejected by Lin $& Wei'],
  ['Aborted by Ada', ['proceed'], 'Aborted by Ada'],
  ['Aborted by Ada', [], 'Aborted by Ada'],
  ['exit code 1', ['abort'], 'exit code 1'],
  [undefined, ['abort'], undefined],
])('says of a stage with %s after %j: %s', (because, kinds, expected) => {
  const at = '2031-04-01T08:00:00Z';
  const orders = kinds.map(kind => ({ kind, who: 'Lin $& Wei', at }));
  const stages = [stageOf('Build', { state: 'aborted', because })];
  const named = namingWhoEnded(detailOf({ state: 'aborted', orders, stages }));
  expect(named.stages?.map(stage => stage.because)).toEqual([expected]);
});
