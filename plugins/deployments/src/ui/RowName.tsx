import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { deploymentsTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  gone: {
    fontFamily: theme.typography.fontFamily,
    fontSize: 12,
    fontWeight: 400,
    color: theme.palette.text.secondary,
  },
}));

/** What names a row, struck out and said to be gone where it is only held in its place. */
export function RowName(props: { gone: boolean; children: ReactNode }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return props.gone ? (
    <>
      <s>{props.children}</s>
      <div className={classes.gone}>{t('row.gone')}</div>
    </>
  ) : (
    <>{props.children}</>
  );
}
