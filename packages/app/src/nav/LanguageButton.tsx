import {
  appLanguageApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { appTranslationRef } from '../language/ref';
import { useLanguage } from '@pilothouse/plugin-platform-react';

/** Changes to the other language, named in that language. */
export function LanguageButton() {
  const api = useApi(appLanguageApiRef);
  const { t } = useTranslationRef(appTranslationRef);
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <Button size="small" lang={other} onClick={() => api.setLanguage(other)}>
      {t('nav.switchLanguage')}
    </Button>
  );
}
