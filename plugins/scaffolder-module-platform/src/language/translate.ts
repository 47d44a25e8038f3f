import {
  appLanguageApiRef,
  translationApiRef,
  type ApiHolder,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { creationTranslationRef } from './ref';

/** Says what a field has to say in the reader's language. */
export type Say = TranslationFunction<(typeof creationTranslationRef)['T']>;

/** To whom something is said. */
export interface Reader {
  /** Of their language, by its code. */
  readonly language: string;
  readonly t: Say;
}

/**
 * The reader, for what is no component.
 *
 * @throws Error while the words are not loaded
 */
export function readerWith(apis: ApiHolder): Reader {
  const language = apis.get(appLanguageApiRef)?.getLanguage().language;
  return { language: language ?? 'en', t: translateWith(apis) };
}

/**
 * The same for what is no component, such as the validation of a field.
 *
 * @throws Error while the words are not loaded
 */
export function translateWith(apis: ApiHolder): Say {
  const snapshot = apis
    .get(translationApiRef)
    ?.getTranslation(creationTranslationRef);
  if (!snapshot?.ready) throw new Error('The words are not loaded yet');
  return snapshot.t;
}
