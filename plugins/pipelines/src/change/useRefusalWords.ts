import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Ability } from '@pilothouse/plugin-platform-common';
import { pipelinesTranslationRef } from '../language/ref';

/** Says why a person may not answer; nothing while they may, or that is not known yet. */
export function useRefusalWords() {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (ability: Ability | undefined): string | undefined => {
    if (!ability || ability.allowed) {
      return undefined;
    }
    const { because } = ability;
    return because.kind === 'not-known'
      ? t('refusal.notKnown', { because: because.because })
      : t('refusal.notPermitted');
  };
}
