import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useState } from 'react';
import { pipelinesTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: { minHeight: 200 },
  row: {
    height: 48,
    marginBottom: theme.spacing(1),
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.action.hover,
  },
}));

const afterMs = 300;

/** The page before anything is known, once that takes long enough to be noticed. */
export function Loading() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className={classes.root}>
      {slow && (
        <>
          <p>{t('loading')}</p>
          <div className={classes.row} aria-hidden />
          <div className={classes.row} aria-hidden />
          <div className={classes.row} aria-hidden />
        </>
      )}
    </div>
  );
}
