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

const measuredOn = '2026-01-31';
const earlier = { ...slow, measuredOn: '2026-01-30' };
const fastNow = { ...fast, measuredOn };

for (const { name, before, now, after } of [
  {
    name: 'a first run',
    before: [],
    now: [fast, open],
    after: [fastNow, open],
  },
  {
    name: 'a figure measured again',
    before: [fast, earlier],
    now: [figure('slow', 's', 1.5, 2)],
    after: [fast, { ...figure('slow', 's', 1.5, 2), measuredOn }],
  },
  {
    name: 'a run that did not measure what an earlier one did',
    before: [earlier],
    now: [figure('slow', 's', undefined, 2)],
    after: [earlier],
  },
  {
    name: 'a new figure',
    before: [earlier],
    now: [fast],
    after: [earlier, fastNow],
  },
]) {
  test(`figures after ${name}`, () => {
    assert.deepEqual(merge(before, now, measuredOn), after);
  });
}

test('figures are read as they were written, none from a file that is not there', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-results-'));
  try {
    const file = join(dir, 'results/latest.json');
    assert.deepEqual(await readFigures(file), []);
    await writeFigures(file, [fast, earlier]);
    const read = await readFigures(file);
    assert.deepEqual(
      read.map(({ figure: name, ours, met, measuredOn: day }) => ({
        name,
        ours,
        met,
        day,
      })),
      [
        { name: 'fast', ours: 1, met: true, day: undefined },
        { name: 'slow', ours: 3, met: false, day: '2026-01-30' },
      ],
    );
    await writeFile(file, '{}');
    await assert.rejects(readFigures(file));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
