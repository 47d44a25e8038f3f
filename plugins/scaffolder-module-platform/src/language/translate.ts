import {
  translationApiRef,
  type ApiHolder,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { creationTranslationRef } from './ref';

/** Says what a field has to say in the reader's language. */
export type Say = TranslationFunction<(typeof creationTranslationRef)['T']>;

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
