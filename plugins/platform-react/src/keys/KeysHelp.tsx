import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { platformReactTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  keys: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: theme.spacing(1, 2),
    margin: 0,
    '& dd': { margin: 0 },
    '& kbd': {
      padding: theme.spacing(0.25, 0.75),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    },
  },
}));

/** What a key does on a page, in the reader's language; nothing where it does nothing. */
export interface KeyMeanings {
  readonly search: string;
  readonly move?: string;
  readonly enter?: string;
  readonly clear: string;
}

/** Which key does what. */
export function KeysHelp(props: {
  open: boolean;
  meanings: KeyMeanings;
  onClose: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const { search, move, enter, clear } = props.meanings;
  const rows = [
    { keys: ['/'], does: search },
    { keys: ['j', 'k'], does: move },
    { keys: ['Enter'], does: enter },
    { keys: ['Esc'], does: clear },
    { keys: ['?'], does: t('keys.help') },
  ];
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      aria-labelledby="keys-help"
    >
      <DialogTitle id="keys-help">{t('keys.title')}</DialogTitle>
      <DialogContent>
        <dl className={classes.keys}>
          {rows.map(
            ({ keys, does }) =>
              does && <Meaning key={does} keys={keys} does={does} />,
          )}
        </dl>
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('keys.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Meaning({ keys, does }: { keys: readonly string[]; does: string }) {
  return (
    <>
      <dt>
        {keys.map(key => (
          <span key={key}>
            <kbd>{key}</kbd>{' '}
          </span>
        ))}
      </dt>
      <dd>{does}</dd>
    </>
  );
}
