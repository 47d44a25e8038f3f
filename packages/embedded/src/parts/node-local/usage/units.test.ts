import assert from 'node:assert/strict';
import { test } from 'node:test';
import { privateBytesOf } from './proc.ts';
import { readKernelUnits } from './units.ts';

test('this machine tells its units', async () => {
  const { pageBytes, ticksPerSecond } = await readKernelUnits();
  assert.equal(Math.log2(pageBytes) % 1, 0);
  assert.ok(ticksPerSecond > 0);
});

for (const text of ['', '0', '-1', 'undefined', '4096 bytes']) {
  test(`"${text}" is no unit`, async () => {
    await assert.rejects(
      readKernelUnits(async () => text),
      /getconf PAGESIZE answers/,
    );
  });
}

test('private memory is counted in the pages of the machine', () => {
  const rows: [string, number, number][] = [
    ['900 30 10 1 0 5 0', 4096, 81_920],
    ['900 30 10 1 0 5 0', 65_536, 1_310_720],
    ['900 10 30 1 0 5 0', 4096, 0],
  ];
  for (const [statm, pageBytes, expected] of rows) {
    assert.equal(privateBytesOf(statm, pageBytes), expected, statm);
  }
});
