import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { defaultCacheDir, defaultStateDir } from './folders.ts';

const NAMES = [
  'PILOTHOUSE_STATE',
  'PILOTHOUSE_CACHE',
  'XDG_STATE_HOME',
  'XDG_CACHE_HOME',
];
const home = (...parts: string[]) => join(homedir(), ...parts);

describe('folders', () => {
  const before = { ...process.env };
  beforeEach(() => NAMES.forEach(name => delete process.env[name]));
  afterEach(() => {
    process.env = { ...before };
  });

  const cases: [string, Record<string, string>, string, string][] = [
    [
      'nothing is set',
      {},
      home('.local/state/pilothouse/7007'),
      home('.cache/pilothouse'),
    ],
    [
      'the standard ones are set',
      { XDG_STATE_HOME: '/s', XDG_CACHE_HOME: '/c' },
      '/s/pilothouse/7007',
      '/c/pilothouse',
    ],
    [
      'ours are set too',
      { XDG_STATE_HOME: '/s', PILOTHOUSE_STATE: '/o', PILOTHOUSE_CACHE: '/p' },
      '/o/7007',
      '/p',
    ],
    [
      'they are empty',
      Object.fromEntries(NAMES.map(name => [name, ''])),
      home('.local/state/pilothouse/7007'),
      home('.cache/pilothouse'),
    ],
  ];
  for (const [what, env, state, cache] of cases) {
    test(`where ${what}`, () => {
      Object.assign(process.env, env);
      assert.deepEqual(
        [defaultStateDir(7007), defaultCacheDir()],
        [state, cache],
      );
    });
  }
});
