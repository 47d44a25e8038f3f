import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { deploymentsTranslationRef } from '../language/ref';
import { useDelayed } from '../ui/useDelayed';

const useStyles = makeStyles(theme => ({
  row: { display: 'flex', gap: theme.spacing(1), margin: theme.spacing(2, 0) },
  tile: {
    flex: 1,
    maxWidth: 240,
    height: 64,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.action.hover,
  },
  table: {
    height: 160,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.action.hover,
  },
}));

/** The page before anything is known, once that takes long enough to be noticed. */
export function Loading({ name }: { name: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const slow = useDelayed(300);
  return (
    <div role="status" style={{ minHeight: 280 }}>
      {slow && (
        <>
          <p>{t('tab.loading', { name })}</p>
          <div className={classes.row} aria-hidden>
            <span className={classes.tile} />
            <span className={classes.tile} />
            <span className={classes.tile} />
          </div>
          <div className={classes.table} aria-hidden />
        </>
      )}
    </div>
  );
}
