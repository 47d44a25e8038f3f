import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { InstanceAnswer } from '@pilothouse/plugin-platform-common';
import { marketplaceTranslationRef } from '../language/ref';
import { holdersOf } from './finalizers';

/** Who has to do something before an instance is gone, and by which finalizers it is held. */
export function Holders(props: {
  answer: InstanceAnswer;
  finalizers: readonly string[];
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { answer, finalizers } = props;
  if (finalizers.length === 0) return null;
  const [group = ''] = answer.instance?.apiVersion.split('/') ?? [];
  const { name: operator } = answer.item.operator;
  return (
    <>
      {holdersOf(finalizers, group).map(holder => (
        <p key={holder}>{t(`delete.held.${holder}`, { operator })}</p>
      ))}
      <Typography variant="caption" color="textSecondary" component="p">
        {t('delete.finalizers', { finalizers: finalizers.join(', ') })}
      </Typography>
    </>
  );
}
