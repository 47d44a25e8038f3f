import { ToldBuilds } from './ToldBuilds';
import type { JobTree } from './page';
import type { BriefTree, Build } from './schemas';

const url = 'https://ci.example.com/';
const build = (number: number, more: Partial<Build> = {}): Build => ({
  ...{ number, url, result: 'SUCCESS', building: false },
  ...{ timestamp: number * 1000, queueId: number },
  ...more,
});
const brief = (number: number, more: Partial<Build> = {}) => {
  const { building, result, timestamp } = build(number, more);
  return { building, number, result, timestamp };
};
const running = { building: true, result: null };

const treeOf = (allBuilds: Build[]): JobTree => ({
  ...{ fullName: 'shop/web', url },
  jobs: [{ fullName: 'shop/web/main', url, allBuilds }],
});
const briefOf = (
  allBuilds: ReturnType<typeof brief>[],
  builds: Build[] = [],
): BriefTree => ({
  ...{ fullName: 'shop/web', url },
  jobs: [{ fullName: 'shop/web/main', url, allBuilds, builds }],
});

const before = [build(3, running), build(2), build(1)];

it.each<[string, BriefTree, Build[] | undefined]>([
  ['nothing new', briefOf([brief(2), brief(1)]), [build(2), build(1)]],
  [
    'a new one, and one that has ended since',
    briefOf(
      [brief(4, running), brief(3), brief(2), brief(1)],
      [build(4, running), build(3)],
    ),
    [build(4, running), build(3), build(2), build(1)],
  ],
  ['one that is gone', briefOf([brief(1)]), [build(1)]],
  ['more new ones than are told', briefOf([brief(4), brief(2)]), undefined],
  ['one that still runs', briefOf([brief(3, running)]), [build(3, running)]],
  ['one that ran when it was told', briefOf([brief(3)]), undefined],
  [
    'one whose result was known before it ended',
    briefOf([brief(2, { building: true })]),
    undefined,
  ],
  [
    'another of the same number',
    briefOf([brief(2, { timestamp: 7 })]),
    undefined,
  ],
  ['another result', briefOf([brief(2, { result: 'FAILURE' })]), undefined],
])('makes a page of what was told and what is known: %s', (_, told, all) => {
  const known = new ToldBuilds();
  known.keep('shop/web', treeOf(before));
  expect(known.completed('shop/web', told)?.jobs?.[0]?.allBuilds).toEqual(all);
});

it('makes none of a branch that was never told', () => {
  const known = new ToldBuilds();
  known.keep('shop/web', treeOf(before));
  const told = {
    ...briefOf([]),
    jobs: [{ fullName: 'shop/web/new', url, allBuilds: [brief(1)] }],
  };
  expect(known.completed('shop/web', told)).toBeUndefined();
});

it('knows only of jobs that were told', () => {
  const known = new ToldBuilds();
  known.keep('shop/web', treeOf(before));
  expect([known.knows('shop/web'), known.knows('shop/api')]).toEqual([
    true,
    false,
  ]);
});
