import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { openDatabase } from './database.ts';

describe('openDatabase', () => {
  for (const env of [{}, { DB_URI: '' }]) {
    it(`has none for ${JSON.stringify(env)}`, () => {
      assert.equal(openDatabase(env), undefined);
    });
  }

  for (const uri of ['app:s3cret@host', 'mysql://app:s3cret@host/app']) {
    it(`refuses an address of another form without telling its password`, () => {
      assert.throws(
        () => openDatabase({ DB_URI: uri }),
        (error: Error) =>
          /^DB_URI must be/.test(error.message) &&
          !inspect(error).includes('s3cret'),
      );
    });
  }

  it('is not ready before its tables are', async () => {
    const database = openDatabase({
      DB_URI: 'postgresql://app:s3cret@127.0.0.1:1/app',
    });
    assert.ok(database);
    const failures: unknown[] = [];
    const preparing = database.prepare(error => {
      failures.push(error);
      void database.close();
    });
    await assert.rejects(database.ready(), /not up to date/);
    await preparing;
    await assert.rejects(database.ready(), /not up to date/);
    assert.equal(failures.length, 1);
    assert.doesNotMatch(JSON.stringify(failures), /s3cret/);
  });
});
