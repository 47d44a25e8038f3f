import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Undoing } from './undoing.ts';

function undoingOf(failing: readonly string[]) {
  const undoing = new Undoing();
  const undone: string[] = [];
  for (const name of ['first', 'second', 'third']) {
    undoing.add(async () => {
      undone.push(name);
      if (failing.includes(name)) throw new Error(name);
    });
  }
  return { undoing, undone };
}

test('all is undone once, the last first', async () => {
  const { undoing, undone } = undoingOf([]);
  await undoing.run();
  await undoing.run();
  assert.deepEqual(undone, ['third', 'second', 'first']);
});

test('what fails keeps nothing else from being undone, and is told', async () => {
  const { undoing, undone } = undoingOf(['third', 'first']);
  await assert.rejects(undoing.run(), (error: AggregateError) => {
    assert.deepEqual(error.errors.map(String), [
      'Error: third',
      'Error: first',
    ]);
    return /Error: third; Error: first$/.test(error.message);
  });
  assert.deepEqual(undone, ['third', 'second', 'first']);
});
