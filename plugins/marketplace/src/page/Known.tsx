import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LiveValue, type Live } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { marketplaceTranslationRef } from '../language/ref';

/** Shows what is known of the marketplace; before, that it is not yet, or why not. */
export function Known<T>(props: {
  live: Live<T>;
  /** What stands here when there is no such thing. */
  missing?: ReactNode;
  children: (value: T) => ReactNode;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  return (
    <LiveValue
      {...props}
      words={{
        loading: t('page.loading'),
        failed: t('page.failed'),
        failedAdvice: t('page.failedAdvice'),
        notAllowed: t('page.notAllowed'),
        notAllowedAdvice: t('page.notAllowedAdvice'),
      }}
    />
  );
}
