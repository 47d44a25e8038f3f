import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { PreviewOrder } from '@pilothouse/plugin-platform-common';
import { CostParts, useTermsWords } from '@pilothouse/plugin-platform-react';
import { creationTranslationRef } from '../language/ref';

/** What is ordered beside costs a month; nothing where nobody has said of any of it. */
export function Costs(props: { orders: readonly PreviewOrder[] }) {
  const { t } = useTranslationRef(creationTranslationRef);
  const { month } = useTermsWords();
  const priced = props.orders.flatMap(({ cost, ...order }) =>
    cost ? [{ ...order, cost }] : [],
  );
  if (priced.length === 0) return null;
  return (
    <section aria-label={t('preview.costs')}>
      <Typography variant="h6" component="h3">
        {t('preview.costs')}
      </Typography>
      {priced.map(({ cost, ...order }) => (
        <div key={`${order.environment}/${order.title}/${order.name}`}>
          <p>{t('preview.cost', { ...order, cost: month(cost) })}</p>
          <CostParts cost={cost} />
        </div>
      ))}
    </section>
  );
}
