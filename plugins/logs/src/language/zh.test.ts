import {
  faultsOf,
  messagesOf,
} from '@pilothouse/plugin-platform-react/testing';
import { logsTranslationRef } from './ref';
import zh from './zh';

it('says everything in Chinese too', () => {
  expect(faultsOf(messagesOf(logsTranslationRef), zh)).toEqual([]);
});
