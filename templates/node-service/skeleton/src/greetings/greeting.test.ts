import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { greetingFor } from './greeting.ts';

describe('greetingFor', () => {
  for (const [name, language, greeting] of [
    ['Ada', 'en', 'Hello, Ada!'],
    ['Ada', 'zh', '你好，Ada！'],
    [' Grace Hopper ', 'en', 'Hello, Grace Hopper!'],
  ] as const) {
    it(`greets ${name.trim()} in ${language}: ${greeting}`, () => {
      assert.equal(greetingFor(name, language), greeting);
    });
  }
});
