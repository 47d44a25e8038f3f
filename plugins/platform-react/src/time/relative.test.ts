import { absoluteTime, duration, relativeTime } from './relative';

const now = Date.parse('2031-04-01T08:00:00.000Z');
const before = (seconds: number) => now - seconds * 1000;

describe('relativeTime', () => {
  it.each([
    [0, 'now', '现在'],
    [42, '42 sec. ago', '42 秒前'],
    [12 * 60, '12 min. ago', '12 分钟前'],
    [3 * 3600 + 59 * 60, '3 hr. ago', '3 小时前'],
    [2 * 86_400, '2 days ago', '2 天前'],
    [400 * 86_400, '1 yr. ago', '1 年前'],
  ])('tells %d s in both languages', (seconds, en, zh) => {
    expect(relativeTime(before(seconds), now, 'en')).toBe(en);
    expect(relativeTime(before(seconds), now, 'zh')).toBe(zh);
  });

  it('takes a clock that runs ahead for now', () => {
    expect(relativeTime(before(-30), now, 'en')).toBe('now');
  });
});

describe('duration', () => {
  it.each([
    [5, '5 sec', '5 秒'],
    [12 * 60, '12 min', '12 分钟'],
    [3 * 86_400, '3 days', '3 天'],
  ])('tells %d s in both languages', (seconds, en, zh) => {
    expect(duration(before(seconds), now, 'en')).toBe(en);
    expect(duration(before(seconds), now, 'zh')).toBe(zh);
  });
});

describe('absoluteTime', () => {
  it('names the zone of the viewer', () => {
    expect(absoluteTime(now, 'en', 'Asia/Shanghai')).toBe(
      'Apr 1, 2031, 16:00:00 GMT+8',
    );
  });
});
