import {
  AppRootElementBlueprint,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useSyncExternalStore } from 'react';
import { outage as ofThisTab, type Outage } from '../auth/Outage';
import { appTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'fixed',
    zIndex: theme.zIndex.snackbar,
    bottom: theme.spacing(2),
    left: theme.spacing(2),
    right: theme.spacing(2),
    maxWidth: 480,
    margin: '0 auto',
    padding: theme.spacing(2),
    '& p': { margin: theme.spacing(0.5, 0, 0) },
  },
}));

/** Says that the session cannot be renewed at the moment, for as long as that is so. */
export function SessionNotice({ outage }: { outage: Outage }) {
  const classes = useStyles();
  const { t } = useTranslationRef(appTranslationRef);
  const since = useSyncExternalStore(outage.subscribe, () => outage.since);
  return since ? (
    <Paper role="status" elevation={8} className={classes.root}>
      <strong>{t('session.userCenterAway')}</strong>
      <p>{t('session.userCenterAwayHint')}</p>
    </Paper>
  ) : null;
}

/** {@link SessionNotice} as a part of the app. */
export const sessionNotice = AppRootElementBlueprint.make({
  name: 'session-notice',
  params: { element: <SessionNotice outage={ofThisTab} /> },
});
