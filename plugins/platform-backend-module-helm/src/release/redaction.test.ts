import { withoutValues } from './redaction';

const values = {
  auth: { password: 'hush-hush', users: ['anna', 'Anna-Maria'] },
  note: 'first line\nsecond "line"',
  short: 'abc',
  replicas: 3,
};

it.each([
  ["'hush-hush' does not match pattern", "'••••••' does not match pattern"],
  ['hush-hush hush-hush', '•••••• ••••••'],
  [`data: ${Buffer.from('hush-hush').toString('base64')}`, 'data: ••••••'],
  ['of Anna-Maria and anna', 'of •••••• and ••••••'],
  ['got "second \\"line\\""', 'got "••••••"'],
  ['got first line\\nsecond \\"line\\"', 'got ••••••'],
  ['abc of 3', 'abc of 3'],
])('of %s shows %s', (text, shown) => {
  expect(withoutValues(text, values)).toBe(shown);
});
