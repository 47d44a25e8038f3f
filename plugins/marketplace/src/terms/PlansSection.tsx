import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { marketplaceTranslationRef } from '../language/ref';
import { FormGate } from '../order/FormGate';
import { Section } from '../page/Section';
import { PlanTable } from './PlanTable';

/** The plans of an item, as far as somebody can order them. */
export function PlansSection({ item }: { item: string }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  return (
    <Section title={t('terms.plans')}>
      <FormGate item={item}>{form => <PlanTable form={form} />}</FormGate>
    </Section>
  );
}
