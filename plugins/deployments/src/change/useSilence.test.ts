import { renderHook } from '@testing-library/react';
import { live, stale } from '../__testUtils__/fixtures';
import { useSilence } from './useSilence';

const [silent, heard] = [stale('east'), live('east')];

it.each([
  ['is silent', [silent], true],
  ['is silent still', [silent, silent], true],
  ['is heard', [heard], false],
  ['is heard at last', [silent, heard], false],
  ['goes silent', [heard, silent], false],
  ['is heard, and goes silent again', [silent, heard, silent], false],
])('a cluster that %s: %j', (_, [first, ...later], waits) => {
  const { result, rerender } = renderHook(useSilence, { initialProps: first });
  later.forEach(cluster => rerender(cluster));
  expect(result.current.silent).toEqual(waits ? silent : undefined);
});
