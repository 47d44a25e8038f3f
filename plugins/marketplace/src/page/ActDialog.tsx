import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import LinearProgress from '@material-ui/core/LinearProgress';
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useId, type FormEvent, type ReactNode } from 'react';

/** How many clicks one after the other an event is the last of. */
function clicksOf(event: object): number {
  return Number(Reflect.get(event, 'detail') ?? 0);
}

/** What is to be looked at, and the verb that does it. While it is being done, it stays open. */
export function ActDialog(props: {
  title: string;
  verb: string;
  /** Of the button that leaves all as it is. */
  cancel: string;
  ready: boolean;
  busy: boolean;
  maxWidth: 'sm' | 'md';
  /** On screens as narrow as this it fills the screen. */
  narrow: 'xs' | 'sm';
  onAct: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { ready, busy, maxWidth, onAct, onClose } = props;
  const titleId = useId();
  const fullScreen = useMediaQuery(useTheme().breakpoints.down(props.narrow));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onAct();
  };
  return (
    <Dialog
      open
      fullWidth
      fullScreen={fullScreen}
      maxWidth={maxWidth}
      onClose={(event, reason) => {
        // The second of two clicks that were to open it falls on what lies behind it.
        const again = reason === 'backdropClick' && clicksOf(event) > 1;
        if (!busy && !again) onClose();
      }}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <DialogTitle id={titleId}>{props.title}</DialogTitle>
        <DialogContent>
          {props.children}
          {busy && <LinearProgress />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            {props.cancel}
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
