import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseLanguage } from './language.ts';

describe('chooseLanguage', () => {
  for (const [chosen, uiLocales, accepted, expected] of [
    [undefined, undefined, undefined, 'en'],
    [undefined, undefined, 'zh-TW,zh;q=0.9', 'zh-CN'],
    [undefined, undefined, 'en;q=0.2, zh;q=0.8', 'zh-CN'],
    [undefined, undefined, 'zh;q=0, en', 'en'],
    [undefined, undefined, 'de, fr;q=0.5', 'en'],
    [undefined, undefined, ';;q=, ,', 'en'],
    [undefined, 'de zh-Hans', 'en', 'zh-CN'],
    ['en', 'zh', 'zh', 'en'],
    ['klingon', undefined, 'zh', 'zh-CN'],
  ] as const) {
    it(`of ${JSON.stringify([
      chosen,
      uiLocales,
      accepted,
    ])} is ${expected}`, () => {
      assert.equal(chooseLanguage({ chosen, uiLocales, accepted }), expected);
    });
  }
});
