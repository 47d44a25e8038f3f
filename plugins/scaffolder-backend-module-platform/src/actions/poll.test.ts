import { pauseAfter, poll } from './poll';

it.each([
  [1, 2_000],
  [29, 2_000],
  [30, 4_000],
  [75, 6_000],
  [1_000, 10_000],
])('waits after %s looks for %s ms', (looks, ms) => {
  expect(pauseAfter(looks, 2_000)).toBe(ms);
});

it('looks until there is an answer', async () => {
  let looks = 0;
  const look = async () => (++looks === 3 ? 'told' : undefined);
  const how = { pauseMs: 1, timeoutMs: 60_000, late: () => new Error('late') };
  await expect(poll(look, how)).resolves.toBe('told');
});

it('says when the time is over', async () => {
  const how = { pauseMs: 1, timeoutMs: 0, late: () => new Error('late') };
  await expect(poll(async () => undefined, how)).rejects.toThrow('late');
});
