import { faultsOf, messagesOf } from '../testing/translations';
import { platformReactTranslationRef } from './ref';
import zh from './zh';

it('says everything in Chinese too', () => {
  expect(faultsOf(messagesOf(platformReactTranslationRef), zh)).toEqual([]);
});

describe('faultsOf', () => {
  it.each([
    ['missing', { a: 'A {{n}}' }, {}, ['a is not translated']],
    ['excess', {}, { b: 'B' }, ['b does not exist']],
    [
      'placeholder',
      { a: 'A {{n}}' },
      { a: '甲' },
      ['a has other placeholders'],
    ],
    ['none', { a: 'A {{ n }}' }, { a: '甲 {{n}}' }, []],
  ])('finds %s', (_, original, translated, faults) => {
    expect(faultsOf(original, translated)).toEqual(faults);
  });
});
