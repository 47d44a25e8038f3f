import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { shutDown } from './shut-down.ts';

/** Promise that is kept from outside. */
function promise() {
  let keep: () => void = () => undefined;
  const kept = new Promise<void>(resolve => {
    keep = resolve;
  });
  return { kept, keep };
}

describe('shutDown', () => {
  it('finishes what was begun, and is not ready meanwhile', async () => {
    const app = buildApp(readConfig({ LOG_LEVEL: 'silent' }));
    const begun = promise();
    const work = promise();
    const drained = promise();
    app.server.get('/slow', async () => {
      begun.keep();
      await work.kept;
      return { done: true };
    });
    const address = await app.server.listen({ host: '127.0.0.1', port: 0 });
    const slow = fetch(`${address}/slow`);
    await begun.kept;

    const stopped = shutDown(app, () => drained.kept);
    const ready = await fetch(`${address}/readyz`);
    assert.equal(ready.status, 503);
    drained.keep();
    work.keep();
    assert.deepEqual(await (await slow).json(), { done: true });
    await stopped;
    await assert.rejects(fetch(`${address}/healthz`));
  });
});
