import {
  AppRootElementBlueprint,
  errorApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useState } from 'react';
import { isNotLoaded } from './isNotLoaded';
import { useNotLoadedWords } from './useNotLoadedWords';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'fixed',
    zIndex: theme.zIndex.snackbar,
    right: theme.spacing(2),
    bottom: theme.spacing(2),
    left: theme.spacing(2),
    maxWidth: 480,
    marginLeft: 'auto',
    padding: theme.spacing(2),
    '& p': { margin: theme.spacing(0.5, 0, 1.5) },
  },
  actions: { display: 'flex', gap: theme.spacing(1) },
}));

/**
 * Says that a part of the program could not be fetched, where nothing else stands in its
 * place: words of a language, or what belongs to no page. Nothing is loaded again unasked,
 * as somebody may be filling in a form.
 */
export function NotLoadedNotice({ reload }: { reload: () => void }) {
  const classes = useStyles();
  const errors = useApi(errorApiRef);
  const say = useNotLoadedWords();
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    const subscription = errors.error$().subscribe(({ error }) => {
      if (isNotLoaded(error)) {
        setMissing(true);
      }
    });
    return () => subscription.unsubscribe();
  }, [errors]);
  return isMissing ? (
    <Paper role="alert" elevation={8} className={classes.root}>
      <strong>{say.part}</strong>
      <p>
        {say.why} {say.missing}
      </p>
      <div className={classes.actions}>
        <Button variant="contained" color="primary" onClick={reload}>
          {say.reload}
        </Button>
        <Button onClick={() => setMissing(false)}>{say.later}</Button>
      </div>
    </Paper>
  ) : null;
}

const reloadPage = () => window.location.reload();

/** {@link NotLoadedNotice} as a part of the app. */
export const notLoadedNotice = AppRootElementBlueprint.make({
  name: 'not-loaded-notice',
  params: { element: <NotLoadedNotice reload={reloadPage} /> },
});
