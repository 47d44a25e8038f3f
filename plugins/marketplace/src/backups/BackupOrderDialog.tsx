import { toError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import LinearProgress from '@material-ui/core/LinearProgress';
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type { BackupRequest } from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePreview,
} from '@pilothouse/plugin-platform-react';
import {
  useId,
  useMemo,
  useState,
  type FormEvent,
  type ReactNode,
} from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Effect, Problem } from '../order/Effect';

/** What a backup or a schedule would make, and the button that makes it. */
export function BackupOrderDialog(props: {
  title: string;
  verb: string;
  request: BackupRequest | undefined;
  children: ReactNode;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const titleId = useId();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { title, verb, request, children, onClose } = props;
  const [attempt, setAttempt] = useState(0);
  const [takeOver, setTakeOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const ask = useMemo(() => client.marketplace.backupPreview, [client]);
  const state = usePreview(ask, request, attempt);
  const ready =
    state.kind === 'known' &&
    !state.preview.unchanged &&
    (state.preview.conflicts.length === 0 || takeOver) &&
    !busy &&
    !problem;
  const again = () => {
    setProblem(undefined);
    setTakeOver(false);
    setAttempt(attempt + 1);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || !request || state.kind !== 'known') return;
    setBusy(true);
    try {
      const { precondition } = state.preview;
      await client.marketplace.backUp({ ...request, precondition, takeOver });
      onClose();
    } catch (error) {
      setProblem(toError(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      fullWidth
      fullScreen={narrow}
      maxWidth="sm"
      onClose={() => !busy && onClose()}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          {children}
          <Effect
            state={state}
            takeOver={takeOver}
            onTakeOver={setTakeOver}
            onAgain={again}
            countsNothing
          />
          {problem && <Problem error={problem} onAgain={again} />}
          {busy && <LinearProgress />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            {t('backups.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            style={{ textTransform: 'none' }}
            disabled={!ready}
          >
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
