import { Commons } from './Commons';

const record = (at: number) => ({ type: 'Ready', at });

describe('what objects have in common', () => {
  it('knows all of it while a list is under way', () => {
    const commons = new Commons();
    commons.begin();
    commons.begin();
    const first = commons.record(record(0));
    for (let n = 1; n < 5_000; n += 1) commons.record(record(n));
    commons.end();
    expect(commons.record(record(0))).toBe(first);
    commons.end();
    expect(commons.record(record(0))).not.toBe(first);
  });

  it('knows some of it at other times', () => {
    const commons = new Commons();
    const first = commons.record(record(0));
    expect(commons.record(record(0))).toBe(first);
    for (let n = 1; n < 5_000; n += 1) commons.record(record(n));
    expect(commons.record(record(0))).not.toBe(first);
  });

  it.each([
    [10, false],
    [11, true],
    [256, true],
    [257, false],
    [256 * 1024, false],
  ])('remembers a text of %d characters: %s', (length, remembers) => {
    const commons = new Commons();
    const remember = jest.spyOn(Map.prototype, 'set');
    const text = 'x'.repeat(length);
    expect(commons.text(text)).toBe(text);
    const remembered = remember.mock.calls.some(([key]) => key === text);
    remember.mockRestore();
    expect(remembered).toBe(remembers);
  });

  it.each([
    ['another type', { a: '1' }, { a: 1 }],
    ['nothing', { a: 'null' }, { a: null }],
    ['a text that looks like two', { a: 'b1:c1"d' }, { a: 'b', c: 'd' }],
    ['a name that looks like two', { 'a1"b1:c': 'd' }, { a: 'b', c: 'd' }],
    ['parts', { a: { b: 1 } }, { a: { b: 2 } }],
  ])('mistakes no record for another: %s', (_, one, other) => {
    const commons = new Commons();
    commons.record<Record<string, unknown>>(one);
    expect(commons.record<Record<string, unknown>>(other)).toBe(other);
  });
});
