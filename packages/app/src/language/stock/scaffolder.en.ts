import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';

/** Of a run that may not be seen this is the whole title, which is half of one by itself. */
export default createTranslationMessages({
  ref: scaffolderTranslationRef,
  messages: { 'ongoingTask.title': 'Template run' },
});
