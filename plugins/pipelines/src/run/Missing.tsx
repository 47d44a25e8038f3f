import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MissingPart } from '@pilothouse/plugin-platform-common';
import { pipelinesTranslationRef } from '../language/ref';
import { Silent } from '../tab/Freshness';

/** That a part of a run could not be read, and why. */
export function Missing({ missing }: { missing: MissingPart }) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { because, part } = missing;
  const what = t(`missing.${part}`);
  if (because.kind === 'no-plugin') {
    const { plugin } = because;
    return <Silent>{t('missing.noPlugin', { what, plugin })}</Silent>;
  }
  return (
    <Silent because={because}>
      {t('missing.notRead', { what })} {t(`silent.${because.kind}`)}
    </Silent>
  );
}
