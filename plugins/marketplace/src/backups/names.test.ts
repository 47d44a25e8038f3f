import { backupName, scheduleName } from './names';

const long = 'a'.repeat(60);

it('names a backup by its moment', () => {
  const at = Date.parse('2031-04-01T08:05:09.123Z');
  expect(backupName('orders', at)).toBe('orders-20310401080509');
  expect(backupName(long, at)).toHaveLength(52);
});

it.each([
  [[], 'orders-backups'],
  [['orders-backups', 'orders-backups-2'], 'orders-backups-3'],
])('names a schedule beside %j', (taken, name) => {
  expect(scheduleName('orders', taken)).toBe(name);
  expect(scheduleName(long, taken).length).toBeLessThanOrEqual(52);
});
