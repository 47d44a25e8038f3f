import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { Ability } from '@pilothouse/plugin-platform-common';
import { useId } from 'react';
import { useRefusalWords } from './useRefusalWords';

const useStyles = makeStyles(theme => ({
  root: { display: 'inline-flex', flexDirection: 'column', maxWidth: 320 },
  why: { fontSize: 12, color: theme.palette.text.secondary },
  unseen: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
  },
}));

/**
 * A button that begins a change. It is not there where nobody can make that change, and
 * says why where this person may not. It waits until that is known.
 */
export function ChangeButton(props: {
  label: string;
  /** What is heard instead of the label, where that is short. */
  name?: string;
  ability: Ability | undefined;
  onClick: () => void;
  primary?: boolean;
  /** In a row the reason shows under the pointer only. */
  inRow?: boolean;
}) {
  const classes = useStyles();
  const why = useRefusalWords()(props.ability);
  const id = useId();
  const { ability, inRow } = props;
  if (ability?.allowed === false && ability.because.kind === 'not-applicable') {
    return null;
  }
  return (
    <span className={classes.root} title={why}>
      <Button
        size="small"
        variant={inRow ? 'text' : 'outlined'}
        color={props.primary ? 'primary' : 'default'}
        disabled={!ability?.allowed}
        aria-label={props.name}
        aria-describedby={why ? id : undefined}
        onClick={props.onClick}
        style={{ textTransform: 'none' }}
      >
        {props.label}
      </Button>
      {why && (
        <span id={id} className={inRow ? classes.unseen : classes.why}>
          {why}
        </span>
      )}
    </span>
  );
}
