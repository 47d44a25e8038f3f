import { faultsOf, messagesOf } from '../../testing/translations';
import { termsTranslationRef } from './ref';
import zh from './zh';

it('says everything in Chinese too', () => {
  expect(faultsOf(messagesOf(termsTranslationRef), zh)).toEqual([]);
});
