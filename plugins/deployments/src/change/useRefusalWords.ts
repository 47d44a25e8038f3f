import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Ability } from '@pilothouse/plugin-platform-common';
import { useLanguage } from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';

/** Says why a person may not do something; `undefined` where they may. */
export function useRefusalWords(): (
  ability: Ability | undefined,
) => string | undefined {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const language = useLanguage();
  return ability => {
    if (!ability || ability.allowed) {
      return undefined;
    }
    const { because } = ability;
    switch (because.kind) {
      case 'restricted':
        return t('ability.restricted', {
          environment: because.environment,
          groups: new Intl.ListFormat(language, {
            type: 'disjunction',
          }).format(because.groups),
        });
      case 'not-known':
        return t('ability.notKnown');
      case 'cluster':
        return t('ability.cluster');
      case 'not-applicable':
        return t('ability.notApplicable');
      default:
        return t('ability.notPermitted');
    }
  };
}
