import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';
import { useLanguage } from '@pilothouse/plugin-platform-react';

function DocumentLanguage() {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return null;
}

/** Tells the browser and screen readers which language the page is in. */
export const documentLanguage = AppRootElementBlueprint.make({
  name: 'document-language',
  params: { element: <DocumentLanguage /> },
});
