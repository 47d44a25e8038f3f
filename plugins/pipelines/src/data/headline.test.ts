import { runOf } from '../__testUtils__/runs';
import { branchesOf, newestFirst, tellingRun } from './headline';

const on = (...branches: (string | undefined)[]) =>
  branches.map((branch, index) => runOf({ branch, number: 9 - index }));

it.each<[string, (string | undefined)[], number | undefined]>([
  ['the newest of main', ['feature/x', 'main', 'main'], 8],
  ['the newest of master', ['feature/x', 'master'], 8],
  ['that of main where there is a master too', ['master', 'main'], 8],
  ['the newest of all', ['feature/x', 'next'], 9],
  ['that of a job without branches', [undefined], 9],
  ['none where none has run', [], undefined],
])('what tells is %s', (_, branches, number) => {
  expect(tellingRun(on(...branches))?.number).toBe(number);
});

it('names each branch once', () => {
  expect(branchesOf(on('main', undefined, 'next', 'main'))).toEqual([
    'main',
    'next',
  ]);
});

it('puts the newest first, whatever the zone it is told in', () => {
  const times = ['2031-04-01T08:00:00Z', '2031-04-01T10:30:00+02:00'];
  expect(newestFirst(times.map(startedAt => ({ startedAt })))).toEqual([
    { startedAt: times[1] },
    { startedAt: times[0] },
  ]);
});
