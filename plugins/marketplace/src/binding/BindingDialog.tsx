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
import type { BindingRequest } from '@pilothouse/plugin-platform-common';
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
import { Problem } from '../order/Effect';
import { BindingEffect, isUnchanged } from './BindingEffect';

/** Shows what a change of a binding does, and makes it once that was looked at. */
export function BindingDialog(props: {
  title: string;
  verb: string;
  request: BindingRequest | undefined;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const titleId = useId();
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { request, onClose } = props;
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const ask = useMemo(() => client.marketplace.bindings.preview, [client]);
  const state = usePreview(ask, request, attempt);
  const again = () => {
    setProblem(undefined);
    setAttempt(attempt + 1);
  };
  const ready =
    state.kind === 'known' && !isUnchanged(state) && !busy && !problem;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || !request) return;
    setBusy(true);
    try {
      const { precondition } = state.preview;
      await client.marketplace.bindings.apply({ request, precondition });
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
      maxWidth="md"
      onClose={() => !busy && onClose()}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <DialogTitle id={titleId}>{props.title}</DialogTitle>
        <DialogContent>
          {props.children}
          {problem ? (
            <Problem error={problem} onAgain={again} />
          ) : (
            <BindingEffect state={state} onAgain={again} />
          )}
          {busy && <LinearProgress />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            {t('binding.close')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            style={{ textTransform: 'none' }}
            disabled={!ready}
          >
            {props.verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
