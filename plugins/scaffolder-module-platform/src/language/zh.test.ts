import {
  faultsOf,
  messagesOf,
} from '@pilothouse/plugin-platform-react/testing';
import { creationTranslationRef } from './ref';
import zh from './zh';

it('says everything in Chinese too', () => {
  expect(faultsOf(messagesOf(creationTranslationRef), zh)).toEqual([]);
});
