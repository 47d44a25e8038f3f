import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OrderPreview } from '@pilothouse/plugin-platform-common';
import { CostParts, useTermsWords } from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { Section } from '../page/Section';

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
      {after && <CostParts cost={after} />}
    </Section>
  );
}
