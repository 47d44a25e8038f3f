import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';

/** Names the page in the browser's tab for as long as it is shown. */
export function useDocumentTitle(title: string | undefined) {
  const app = useApi(configApiRef).getOptionalString('app.title') ?? '';
  useEffect(() => {
    if (!title) {
      return undefined;
    }
    document.title = `${title} | ${app}`;
    return () => {
      document.title = app;
    };
  }, [app, title]);
}
