import {
  faultsOf,
  messagesOf,
} from '@pilothouse/plugin-platform-react/testing';
import { marketplaceTranslationRef } from './ref';
import zh from './zh';

it('says everything in Chinese too', () => {
  expect(faultsOf(messagesOf(marketplaceTranslationRef), zh)).toEqual([]);
});
