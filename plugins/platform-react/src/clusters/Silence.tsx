import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterKnowledge } from '@pilothouse/plugin-platform-common';
import { platformReactTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: { fontSize: 13, overflowWrap: 'anywhere' },
  raw: {
    color: theme.palette.text.secondary,
    '& summary': { cursor: 'pointer' },
  },
}));

/**
 * Why a cluster is not heard, in the reader's language as far as it is known, and what the
 * portal met with folded away. Nothing of one that is heard, be it again.
 */
export function Silence({ knowledge }: { knowledge: ClusterKnowledge }) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  if (!('because' in knowledge) || knowledge.reason === 'catching-up') {
    return null;
  }
  const { reason, because } = knowledge;
  return (
    <div className={classes.root}>
      {reason && t(`silence.${reason}`)}
      <details className={classes.raw}>
        <summary>{t('failure.details')}</summary>
        {because}
      </details>
    </div>
  );
}
