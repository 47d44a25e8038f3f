import { CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { deploymentsTranslationRef } from '../language/ref';
import { catalogFileOf, idLineOf } from './catalogFile';

const useStyles = makeStyles(theme => ({
  root: {
    maxWidth: 720,
    margin: theme.spacing(0, 0, 2),
    padding: theme.spacing(1, 2),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    '& > p': { margin: theme.spacing(0, 0, 0.5) },
    '& summary': { cursor: 'pointer' },
  },
  code: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    padding: theme.spacing(1, 1, 1, 2),
    background: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    '& pre': { minWidth: 0, margin: 0, fontSize: 13, overflowX: 'auto' },
  },
}));

/** That the catalog does not know a workload, and how it gets into it. */
export function Register({ name }: { name: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <section className={classes.root} aria-label={t('register.label')}>
      <p>{t('register.why')}</p>
      <details>
        <summary>{t('register.how', { name })}</summary>
        <p>{t('register.file')}</p>
        <Code text={catalogFileOf(name)} />
        <p>{t('register.join')}</p>
        <Code text={idLineOf(name)} />
        <p>{t('register.last', { setting: <code>catalog.locations</code> })}</p>
      </details>
    </section>
  );
}

function Code({ text }: { text: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <div className={classes.code}>
      <pre>{text}</pre>
      <CopyTextButton
        text={text}
        tooltipText={t('copy.done')}
        aria-label={t('register.copy')}
      />
    </div>
  );
}
