import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('has a default for everything', () => {
    assert.deepEqual(readConfig({}), {
      host: '0.0.0.0',
      port: 8080,
      version: 'dev',
      logLevel: 'info',
      drainMs: 3000,
    });
  });

  it('takes what the environment says', () => {
    const config = readConfig({
      HOST: '127.0.0.1',
      PORT: '9000',
      APP_VERSION: '1a2b3c4-7',
      LOG_LEVEL: 'debug',
      DRAIN_MS: '0',
    });
    assert.deepEqual(config, {
      host: '127.0.0.1',
      port: 9000,
      version: '1a2b3c4-7',
      logLevel: 'debug',
      drainMs: 0,
    });
  });

  for (const [name, value] of [
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['LOG_LEVEL', 'loud'],
    ['DRAIN_MS', '1.5'],
  ] as const) {
    it(`refuses ${name}=${value}`, () => {
      assert.throws(() => readConfig({ [name]: value }), new RegExp(name));
    });
  }
});
