import { faultsOf, messagesOf } from '../../testing/translations';
import { causesTranslationRef } from './ref';
import zh from './zh';

it('says everything in Chinese too', () => {
  expect(faultsOf(messagesOf(causesTranslationRef), zh)).toEqual([]);
});
