import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useEffect } from 'react';
import { appTranslationRef } from '../language/ref';

/** Whether a part of the portal's own program could not be fetched. */
export function isNotLoaded({ name, message }: Error): boolean {
  return (
    name === 'ChunkLoadError' || /^Loading (CSS )?chunk .* failed/.test(message)
  );
}

/**
 * What stands in place of a page whose program could not be fetched. What failed once is
 * not fetched again before the whole portal is.
 */
export function NotLoaded({ reload }: { reload: () => void }) {
  const { t } = useTranslationRef(appTranslationRef);
  useEffect(() => {
    window.addEventListener('online', reload);
    return () => window.removeEventListener('online', reload);
  }, [reload]);
  return (
    <div role="alert" style={{ padding: 24 }}>
      <Typography variant="h5" component="h2" gutterBottom>
        {t('error.notLoaded')}
      </Typography>
      <Typography paragraph>{t('error.notLoadedHint')}</Typography>
      <Button variant="outlined" onClick={reload}>
        {t('error.reload')}
      </Button>
    </div>
  );
}
