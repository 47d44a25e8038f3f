import { hangingOn } from './hanging-on';

it('sees what Node.js keeps of a signal that was made of another', () => {
  const end = new AbortController();
  expect(hangingOn(end.signal)).toBe(0);
  const kept = AbortSignal.any([end.signal, AbortSignal.timeout(1_000)]);
  expect(hangingOn(end.signal)).toBeGreaterThan(0);
  end.abort();
  expect(kept.aborted).toBe(true);
});
