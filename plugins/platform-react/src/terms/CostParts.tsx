import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cost } from '@pilothouse/plugin-platform-common';
import { termsTranslationRef } from './language/ref';
import { useTermsWords } from './useTermsWords';

/** How a cost comes about, folded away; nothing where it has no parts. */
export function CostParts({ cost }: { cost: Cost }) {
  const { t } = useTranslationRef(termsTranslationRef);
  const { money } = useTermsWords();
  if (cost.parts.length === 0) return null;
  return (
    <details>
      <summary>{t('how')}</summary>
      <ul>
        {cost.parts.map(({ resource, amount = '', month }) => (
          <li key={resource ?? ''}>
            {resource
              ? t('part', { resource, amount, cost: money(month, cost) })
              : t('own', { cost: money(month, cost) })}
          </li>
        ))}
      </ul>
    </details>
  );
}
