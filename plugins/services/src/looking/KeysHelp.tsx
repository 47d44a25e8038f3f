import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { servicesTranslationRef } from '../language/ref';

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

/** Which key does what. */
export function KeysHelp(props: {
  open: boolean;
  /** There are no rows to move between. */
  withoutRows?: boolean;
  onClose: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const rows = [
    { keys: ['/'], does: t('keys.search') },
    ...(props.withoutRows
      ? []
      : [
          { keys: ['j', 'k'], does: t('keys.move') },
          { keys: ['Enter'], does: t('keys.enter') },
        ]),
    { keys: ['Esc'], does: t('keys.clear') },
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
          {rows.map(({ keys, does }) => (
            <Keys key={does} keys={keys} does={does} />
          ))}
        </dl>
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('keys.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Keys({ keys, does }: { keys: readonly string[]; does: string }) {
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
