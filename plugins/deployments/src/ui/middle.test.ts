import { cutMiddle, shortDigest } from './middle';

it.each([
  ['short', 8, 'short'],
  ['1234567890123456789', 8, '1234567890123456789'],
  ['12345678901234567890', 8, '12345678…34567890'],
])('cuts the middle of %s', (text, ends, expected) => {
  expect(cutMiddle(text, ends)).toBe(expected);
});

it('shows both ends of a digest', () => {
  expect(shortDigest(`sha256:${'ab12'.repeat(16)}`)).toBe('ab12ab…12ab12');
});
