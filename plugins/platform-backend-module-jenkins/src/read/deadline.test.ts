import { timeoutIn } from './deadline';

const said = (...lines: string[]) => lines.join('\n');
const begin = '[Pipeline] { (Approve prod)';
const timeout = 'Timeout set to expire in';

it.each<[string, string, number | undefined]>([
  ['minutes', said(begin, `${timeout} 15 min`), 900_000],
  ['hours and minutes', said(begin, `${timeout} 1 hr 30 min`), 5_400_000],
  ['minutes and no seconds', said(begin, `${timeout} 15 min 0 sec`), 900_000],
  ['a part of a second', said(begin, `${timeout} 2.5 sec`), 2_500],
  ['days', said(begin, `${timeout} 2 days`), 172_800_000],
  ['a line with its time', said(begin, `[10:14:02] ${timeout} 3 min`), 180_000],
  ['none of its own', said(`${timeout} 1 hr`, begin, 'Deploy?'), undefined],
  ['no such stage', said('[Pipeline] { (Build)', `${timeout} 1 hr`), undefined],
  ['a word that is new', said(begin, `${timeout} 2 fortnights`), undefined],
])('finds %s', (_, log, expected) => {
  expect(timeoutIn(log, 'Approve prod')).toBe(expected);
});
