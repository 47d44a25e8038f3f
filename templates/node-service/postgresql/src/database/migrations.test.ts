import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MIGRATIONS, pendingOf } from './migrations.ts';

const all = ['001-a', '002-b', '003-c'].map(name => ({ name, sql: '' }));

describe('pendingOf', () => {
  for (const [applied, pending] of [
    [[], ['001-a', '002-b', '003-c']],
    [['001-a'], ['002-b', '003-c']],
    [['003-c', '001-a'], ['002-b']],
    [['001-a', '002-b', '003-c', '004-of-a-newer-build'], []],
  ] as const) {
    it(`is ${pending.join() || 'nothing'} after ${
      applied.join() || 'nothing'
    }`, () => {
      assert.deepEqual(
        pendingOf(all, applied).map(({ name }) => name),
        pending,
      );
    });
  }
});

describe('the migrations', () => {
  it('have names that are in their order, each once', () => {
    const names = MIGRATIONS.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)].sort());
  });
});
