import { withoutEscapes } from './escapes';

describe('withoutEscapes', () => {
  it.each([
    ['\u001b[1;32mgreen\u001b[0m', 'green'],
    ['\u001b]0;title\u0007text', 'text'],
    ['\u001b[2K\rdone', '\rdone'],
    ['no escapes', 'no escapes'],
  ])('%j', (text, plain) => {
    expect(withoutEscapes(text)).toBe(plain);
  });
});
