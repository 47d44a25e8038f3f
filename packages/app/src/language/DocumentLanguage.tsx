import {
  AppRootElementBlueprint,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useLanguage } from '@pilothouse/plugin-platform-react';
import humanizeDuration from 'humanize-duration';
import { useEffect, useRef } from 'react';
import { appTranslationRef } from './ref';

/**
 * Tells the browser and screen readers which language the page is in. When it changes,
 * the page is loaded anew, because some titles are fixed when the app starts; tabs in the
 * background are left alone, as somebody may be filling in a form there. Words of which
 * stock components know no translation reach them through the theme, and how long something
 * took through the library that writes it for them.
 */
export function DocumentLanguage(props: { reload: () => void }) {
  const { reload } = props;
  const language = useLanguage();
  const first = useRef(language);
  const { t } = useTranslationRef(appTranslationRef);
  const newWindow = t('hint.newWindow');
  const ownsNothing = t('hint.ownsNothing');
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--pilothouse-new-window', JSON.stringify(newWindow));
    style.setProperty('--pilothouse-owns-nothing', JSON.stringify(ownsNothing));
  }, [newWindow, ownsNothing]);
  useEffect(() => {
    document.documentElement.lang = language;
    humanizeDuration.language = language === 'zh' ? 'zh_CN' : 'en';
    if (language !== first.current && document.visibilityState === 'visible') {
      first.current = language;
      reload();
    }
  }, [language, reload]);
  return null;
}

const reloadPage = () => window.location.reload();

/** {@link DocumentLanguage} as a part of the app. */
export const documentLanguage = AppRootElementBlueprint.make({
  name: 'document-language',
  params: { element: <DocumentLanguage reload={reloadPage} /> },
});
