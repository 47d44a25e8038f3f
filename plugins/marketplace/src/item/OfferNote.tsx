import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Item } from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { useWords } from '../words/useWords';

/** What stands in the way of ordering somewhere, with what was told of it; or nothing. */
export function OfferNote({
  offer: { trouble },
}: {
  offer: Item['offers'][number];
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  if (!trouble) return null;
  const { words, message, since } = trouble;
  return (
    <div role="note">
      {wordsOf(words)}
      {since && <> {t('item.since', { time: <RelativeTime at={since} /> })}</>}
      {message && (
        <details>
          <summary>{t('item.told')}</summary>
          <code>{message}</code>
        </details>
      )}
    </div>
  );
}
