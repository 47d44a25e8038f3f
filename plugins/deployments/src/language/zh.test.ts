import {
  faultsOf,
  messagesOf,
} from '@pilothouse/plugin-platform-react/testing';
import { deploymentsTranslationRef } from './ref';
import zh from './zh';

it('says everything in Chinese too', () => {
  expect(faultsOf(messagesOf(deploymentsTranslationRef), zh)).toEqual([]);
});
