import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Exceeded, OrderForm } from '@pilothouse/plugin-platform-common';
import { useTermsWords } from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { Section } from '../page/Section';

/** Which limits an order goes over. */
export function ExceededSection(props: {
  exceeded: readonly Exceeded[];
  form: Pick<OrderForm, 'fields' | 'plans'>;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const words = useTermsWords();
  const all = props.exceeded.map(each => words.exceeded(each, props.form));
  return (
    <Section title={t('terms.exceeded')}>
      <div role="alert">
        <p>{t('terms.exceededWhat')}</p>
        <ul>
          {all.map(each => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
