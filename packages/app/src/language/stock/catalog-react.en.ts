import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';

/** The portal has no page to register by, of which the stock words speak. */
export default createTranslationMessages({
  ref: catalogReactTranslationRef,
  messages: {
    'unregisterEntityDialog.unregisterState.description':
      'To undo this, register the location again over the API of {{appTitle}}, or ask a platform engineer.',
  },
});
