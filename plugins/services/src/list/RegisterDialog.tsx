import { CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceRow } from '@pilothouse/plugin-platform-common';
import { servicesTranslationRef } from '../language/ref';
import { catalogFileOf, kubernetesId } from '../rows/register';

const useStyles = makeStyles(theme => ({
  code: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    padding: theme.spacing(1, 1, 1, 2),
    background: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    '& pre': { margin: 0, fontSize: 13, overflowX: 'auto' },
  },
}));

/** How a workload that the catalog does not know gets into it. */
export function RegisterDialog(props: {
  row: ServiceRow;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(servicesTranslationRef);
  const { row, onClose } = props;
  return (
    <Dialog open onClose={onClose} aria-labelledby="register" maxWidth="sm">
      <DialogTitle id="register">
        {t('register.title', { name: row.name })}
      </DialogTitle>
      <DialogContent>
        <p>{t('register.why')}</p>
        <p>{t('register.file')}</p>
        <Code text={catalogFileOf(row)} />
        <p>{t('register.label')}</p>
        <Code text={`${kubernetesId}: ${row.name}`} />
        <p>{t('register.last', { setting: <code>catalog.locations</code> })}</p>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('register.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Code({ text }: { text: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  return (
    <div className={classes.code}>
      <pre>{text}</pre>
      <CopyTextButton
        text={text}
        tooltipText={t('register.copied')}
        aria-label={t('register.copy')}
      />
    </div>
  );
}
