import { cronOf, isWhole, rhythmOf, type Rhythm } from './rhythm';

it.each<[Rhythm, string, string]>([
  [{ every: 'hour', minute: 5 }, '5 * * * *', '0 5 * * * *'],
  [{ every: 'day', time: '02:00' }, '0 2 * * *', '0 0 2 * * *'],
  [{ every: 'week', time: '23:30', day: 6 }, '30 23 * * 6', '0 30 23 * * 6'],
])('writes %j, and reads it again', (rhythm, five, six) => {
  expect(cronOf(rhythm, 5)).toBe(five);
  expect(cronOf(rhythm, 6)).toBe(six);
  expect(rhythmOf(five, 5)).toEqual(rhythm);
  expect(rhythmOf(six, 6)).toEqual(rhythm);
});

it.each([
  '*/5 * * * * *',
  '0 0 2 1 * *',
  '0 0 2 * 5 *',
  '0 0 1,13 * * *',
  '30 0 2 * * *',
  '0 61 2 * * *',
  '0 0 25 * * *',
  '0 0 * * * 1',
  '0 0 2 * * MON',
  '0 2 * * *',
  '@daily',
])('leaves %j as it stands', cron => {
  expect(rhythmOf(cron, 6)).toEqual({ every: 'other', cron });
  expect(cronOf({ every: 'other', cron: ` ${cron} ` }, 6)).toBe(cron);
});

it('knows Sunday by both of its numbers', () => {
  expect(rhythmOf('0 2 * * 7', 5)).toMatchObject({ day: 0 });
});

it.each<[Rhythm, boolean]>([
  [{ every: 'day', time: '' }, false],
  [{ every: 'hour', minute: NaN }, false],
  [{ every: 'other', cron: ' ' }, false],
  [{ every: 'week', time: '01:00', day: 0 }, true],
])('takes %j for whole: %s', (rhythm, whole) => {
  expect(isWhole(rhythm)).toBe(whole);
});
