import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import LinearProgress from '@material-ui/core/LinearProgress';
import type {
  BackupSchedule,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { useAct, usePlatformClient } from '@pilothouse/plugin-platform-react';
import { useId } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';

/** Ends a schedule; the backups that it made stay. */
export function UnscheduleDialog(props: {
  instanceRef: InstanceRef;
  schedule: BackupSchedule;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const titleId = useId();
  const { instanceRef, schedule, onClose } = props;
  const { name, uid } = schedule;
  const { busy, problem, act, forget } = useAct(
    client.marketplace.unschedule,
    onClose,
  );
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={() => !busy && onClose()}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{t('schedule.endTitle', { name })}</DialogTitle>
      <DialogContent>
        <p>{t('schedule.endWhat', { name })}</p>
        {problem && <Problem error={problem} onAgain={forget} />}
        {busy && <LinearProgress />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy}>
          {t('backups.cancel')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          style={{ textTransform: 'none' }}
          disabled={busy || Boolean(problem)}
          onClick={() => void act({ ref: instanceRef, name, uid })}
        >
          {t('schedule.end', { name })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
