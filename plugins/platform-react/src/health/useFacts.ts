import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { platformReactTranslationRef } from '../language/ref';
import { factOf } from './facts';

/**
 * Says details and advice in the reader's language where they are known ones. Others,
 * such as the message of a program, stay as they came.
 */
export function useFacts(): (sentence: string) => string {
  const { t } = useTranslationRef(platformReactTranslationRef);
  return sentence => {
    const fact = factOf(sentence);
    return fact ? t(`fact.${fact.kind}`, fact.values) : sentence;
  };
}
