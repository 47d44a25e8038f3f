import { firstWholeLine, wholeCharacters } from './log-text';

describe('wholeCharacters', () => {
  it.each([
    ['nothing', [], 0],
    ['letters', [...Buffer.from('abc')], 3],
    ['a whole ideograph', [...Buffer.from('研')], 3],
    ['two bytes of three', [...Buffer.from('a研')].slice(0, 3), 1],
    ['one byte of three', [...Buffer.from('a研')].slice(0, 2), 1],
    ['three bytes of four', [...Buffer.from('a𠮷')].slice(0, 4), 1],
    ['a whole of four', [...Buffer.from('a𠮷')], 5],
    ['what is no UTF-8', [0x61, 0x80, 0x80, 0x80, 0x80], 5],
  ])('counts %s', (_, bytes, expected) => {
    expect(wholeCharacters(Uint8Array.from(bytes))).toBe(expected);
  });
});

describe('firstWholeLine', () => {
  it.each([
    ['ine\nnext\n', 4],
    ['\nnext', 1],
    ['no end', 6],
  ])('of %j', (text, expected) => {
    expect(firstWholeLine(Buffer.from(text))).toBe(expected);
  });
});
