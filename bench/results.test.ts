import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { figure } from './figure.ts';
import { merge, readFigures, writeFigures } from './results.ts';

const fast = figure('fast', 's', 1, 2);
const slow = figure('slow', 's', 3, 2);
const open = figure('open', 's', undefined, 2);

for (const { name, before, now, after } of [
  { name: 'a first run', before: [], now: [fast, open], after: [fast, open] },
  {
    name: 'a figure measured again',
    before: [fast, slow],
    now: [figure('slow', 's', 1.5, 2)],
    after: [fast, figure('slow', 's', 1.5, 2)],
  },
  {
    name: 'a run that did not measure what an earlier one did',
    before: [slow],
    now: [figure('slow', 's', undefined, 2)],
    after: [slow],
  },
  { name: 'a new figure', before: [fast], now: [slow], after: [fast, slow] },
]) {
  test(`figures after ${name}`, () => {
    assert.deepEqual(merge(before, now), after);
  });
}

test('figures are read as they were written, none from a file that is not there', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-results-'));
  try {
    const file = join(dir, 'results/latest.json');
    assert.deepEqual(await readFigures(file), []);
    await writeFigures(file, [fast, slow]);
    const read = await readFigures(file);
    assert.deepEqual(
      read.map(({ figure: name, ours, met }) => ({ name, ours, met })),
      [
        { name: 'fast', ours: 1, met: true },
        { name: 'slow', ours: 3, met: false },
      ],
    );
    await writeFile(file, '{}');
    await assert.rejects(readFigures(file));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
