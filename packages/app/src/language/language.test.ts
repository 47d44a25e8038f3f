import { preferredLanguage } from './language';

it.each([
  [['zh-CN', 'en'], 'zh'],
  [['zh-Hans-SG'], 'zh'],
  [['en-GB', 'zh'], 'en'],
  [['fr', 'zh-TW'], 'zh'],
  [['fr', 'de'], 'en'],
  [[], 'en'],
])('of %j the language is %s', (wanted, expected) => {
  expect(preferredLanguage(wanted)).toBe(expected);
});
