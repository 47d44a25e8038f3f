import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Wheel } from '../brand/Wheel';
import { appTranslationRef } from '../language/ref';
import { LanguageButton } from '../nav/LanguageButton';
import { useSignIn, type SignInView } from './useSignIn';

const useStyles = makeStyles(theme => ({
  page: {
    minHeight: '100vh',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    padding: theme.spacing(2),
    background: theme.palette.background.default,
    color: theme.palette.text.primary,
  },
  card: {
    width: '100%',
    maxWidth: 440,
    padding: theme.spacing(4),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  brand: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    color: theme.palette.primary.main,
    marginBottom: theme.spacing(3),
    '& h1': { color: theme.palette.text.primary, fontSize: 24, margin: 0 },
  },
  action: { marginTop: theme.spacing(3) },
  details: {
    marginTop: theme.spacing(2),
    '& pre': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  },
  language: { marginTop: theme.spacing(2) },
}));

/** Signs in by single sign-on alone, and says what to do when that does not work. */
export function SignInPage(props: SignInPageProps) {
  const classes = useStyles();
  const { view, start } = useSignIn(props.onSignInSuccess);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Wheel size={36} />
          <h1>Pilothouse</h1>
        </div>
        <Message view={view} start={start} />
      </div>
      <div className={classes.language}>
        <LanguageButton />
      </div>
    </main>
  );
}

function Message(props: { view: SignInView; start: () => Promise<void> }) {
  const classes = useStyles();
  const { t } = useTranslationRef(appTranslationRef);
  const { view } = props;
  const { title, hint } = useWords(view);
  if (view.kind === 'checking' || view.kind === 'going') {
    return (
      <Typography role="status">
        {view.kind === 'going' ? t('signIn.working') : t('signIn.checking')}
      </Typography>
    );
  }
  const failed = view.kind === 'failed';
  return (
    <>
      <div role={failed ? 'alert' : 'status'}>
        <Typography variant="h6" component="h2" gutterBottom>
          {title}
        </Typography>
        <Typography>{hint}</Typography>
      </div>
      {failed && view.message && (
        <details className={classes.details}>
          <summary>{t('signIn.details')}</summary>
          <pre>{view.message}</pre>
        </details>
      )}
      <Button
        className={classes.action}
        variant="contained"
        color="primary"
        onClick={props.start}
      >
        {failed ? t('signIn.retry') : t('signIn.action')}
      </Button>
    </>
  );
}

function useWords(view: SignInView): { title: string; hint: string } {
  const { t } = useTranslationRef(appTranslationRef);
  if (view.kind !== 'failed') {
    return { title: t('signIn.signedOut'), hint: t('signIn.signedOutHint') };
  }
  switch (view.because) {
    case 'refused':
      return { title: t('signIn.failed'), hint: t('signIn.refusedHint') };
    case 'noSession':
      return { title: t('signIn.failed'), hint: t('signIn.noSessionHint') };
    case 'notStarted':
      return { title: t('signIn.failed'), hint: t('signIn.notStartedHint') };
    case 'portalUnreachable':
      return {
        title: t('signIn.portalUnreachable'),
        hint: t('signIn.portalUnreachableHint'),
      };
    default:
      return {
        title: t('signIn.unreachable'),
        hint: t('signIn.unreachableHint'),
      };
  }
}
