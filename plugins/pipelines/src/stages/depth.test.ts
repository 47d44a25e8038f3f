import { stageOf } from '../__testUtils__/runs';
import { depthOf, shareOf } from './depth';

const stages = [
  stageOf('build', { durationMs: 1_000 }),
  stageOf('tests', { durationMs: 4_000 }),
  stageOf('unit', { durationMs: 3_000, parents: ['tests'] }),
  stageOf('deep', { durationMs: undefined, parents: ['tests', 'unit'] }),
  stageOf('lost', { durationMs: 0, parents: ['elsewhere'] }),
];

it.each([
  [0, 0, 0.25],
  [1, 0, 1],
  [2, 1, 0.75],
  [3, 2, 0],
  [4, 0, 0],
])('knows of stage %d how deep it is and its share', (at, depth, share) => {
  const stage = stages[at] ?? stageOf('none');
  expect(depthOf(stage, stages)).toBe(depth);
  expect(shareOf(stage, stages)).toBe(share);
});

it('has no shares where nothing took time', () => {
  const idle = [stageOf('a', { durationMs: 0 })];
  expect(shareOf(stageOf('a', { durationMs: 0 }), idle)).toBe(0);
});
