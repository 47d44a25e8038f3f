import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Ability } from '@pilothouse/plugin-platform-common';
import { useLanguage } from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';

/** Says why a person may not do something; `undefined` where they may. */
export function useRefusal(): (
  ability: Ability | undefined,
) => string | undefined {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const language = useLanguage();
  return ability => {
    if (!ability || ability.allowed) return undefined;
    const { because } = ability;
    switch (because.kind) {
      case 'restricted':
        return t('refusal.restricted', {
          environment: because.environment,
          groups: new Intl.ListFormat(language, { type: 'disjunction' }).format(
            because.groups,
          ),
        });
      case 'cluster':
        return t('refusal.cluster');
      case 'not-known':
        return t('refusal.notKnown', { because: because.because });
      case 'made-by-hand':
        return t('refusal.madeByHand');
      default:
        return t('refusal.notPermitted');
    }
  };
}
