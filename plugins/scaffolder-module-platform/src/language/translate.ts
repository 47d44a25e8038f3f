import {
  appLanguageApiRef,
  translationApiRef,
  type ApiHolder,
  type TranslationFunction,
  type TranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  termsTranslationRef,
  termsWords,
  type TermsWords,
} from '@pilothouse/plugin-platform-react';
import { creationTranslationRef } from './ref';

/** Says what a field has to say in the reader's language. */
export type Say = TranslationFunction<(typeof creationTranslationRef)['T']>;

/** To whom something is said. */
export interface Reader {
  /** Of their language, by its code. */
  readonly language: string;
  readonly t: Say;
}

/** To whom is said what was checked. */
export interface CheckReader extends Reader {
  /** What is said of prices and limits. */
  readonly terms: () => TermsWords;
}

/**
 * The reader, for what is no component.
 *
 * @throws Error while the words are not loaded
 */
export function readerWith(apis: ApiHolder): CheckReader {
  const language = apis.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return {
    language,
    t: translateWith(apis),
    terms: () =>
      termsWords({ language, t: wordsOf(apis, termsTranslationRef) }),
  };
}

/**
 * The same for what is no component, such as the validation of a field.
 *
 * @throws Error while the words are not loaded
 */
export function translateWith(apis: ApiHolder): Say {
  return wordsOf(apis, creationTranslationRef);
}

function wordsOf<M extends { [key in string]: string }>(
  apis: ApiHolder,
  ref: TranslationRef<string, M>,
): TranslationFunction<M> {
  const snapshot = apis.get(translationApiRef)?.getTranslation(ref);
  if (!snapshot?.ready) throw new Error('The words are not loaded yet');
  return snapshot.t;
}
