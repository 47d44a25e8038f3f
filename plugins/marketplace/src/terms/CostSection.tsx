import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cost, OrderPreview } from '@pilothouse/plugin-platform-common';
import { marketplaceTranslationRef } from '../language/ref';
import { Section } from '../page/Section';
import { useTermsWords } from './useTermsWords';

/** What an order costs a month, and how that comes about. */
export function CostSection({
  cost,
}: {
  cost: NonNullable<OrderPreview['cost']>;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { money, month } = useTermsWords();
  const { before, after } = cost;
  return (
    <Section title={t('terms.cost')}>
      {before && <p>{t('terms.was', { cost: money(before.month, before) })}</p>}
      <p>{after ? <strong>{month(after)}</strong> : t('terms.unpriced')}</p>
      {after && after.parts.length > 0 && <Parts cost={after} />}
    </Section>
  );
}

function Parts({ cost }: { cost: Cost }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { money } = useTermsWords();
  return (
    <details>
      <summary>{t('terms.how')}</summary>
      <ul>
        {cost.parts.map(({ resource, amount = '', month }) => (
          <li key={resource ?? ''}>
            {resource
              ? t('terms.part', { resource, amount, cost: money(month, cost) })
              : t('terms.own', { cost: money(month, cost) })}
          </li>
        ))}
      </ul>
    </details>
  );
}
