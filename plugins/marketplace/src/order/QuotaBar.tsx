import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { OrderPreview } from '@pilothouse/plugin-platform-common';
import { statusColors } from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => {
  const colors = statusColors[theme.palette.type];
  return {
    root: { margin: theme.spacing(0, 0, 1), fontSize: 13 },
    bar: {
      display: 'flex',
      height: 10,
      borderRadius: 5,
      overflow: 'hidden',
      background: theme.palette.action.selected,
    },
    used: { background: theme.palette.text.secondary },
    adds: { background: colors.progressing },
    over: { background: colors.failed },
    word: { color: colors.failed, fontWeight: 600 },
  };
});

/** How full a quota is, with what is asked for on top. */
export function QuotaBar({ fit }: { fit: OrderPreview['quota'][number] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { resource, used, adds, hard, amounts, fits } = fit;
  const most = Math.max(amounts.hard, 1);
  const share = (amount: number) => `${Math.min(100, (amount / most) * 100)}%`;
  return (
    <div className={classes.root}>
      <div>
        <code>{resource}</code> {t('quota.amounts', { used, adds, hard })}{' '}
        {!fits && <span className={classes.word}>{t('quota.over')}</span>}
      </div>
      <div className={classes.bar} aria-hidden>
        <span className={classes.used} style={{ width: share(amounts.used) }} />
        <span
          className={fits ? classes.adds : classes.over}
          style={{ width: share(amounts.adds) }}
        />
      </div>
    </div>
  );
}
