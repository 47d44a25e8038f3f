import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: 0,
    textTransform: 'none',
    whiteSpace: 'nowrap',
    padding: theme.spacing(0.5, 1),
  },
  on: {
    color: theme.palette.primary.main,
    borderColor: theme.palette.primary.main,
    backgroundColor: theme.palette.action.selected,
  },
}));

/** A button that is either on or off. */
export function Toggle(props: {
  on: boolean;
  label: string;
  children: ReactNode;
  onChange: (on: boolean) => void;
}) {
  const { on, label, children, onChange } = props;
  const classes = useStyles();
  return (
    <Button
      size="small"
      variant="outlined"
      aria-pressed={on}
      aria-label={label}
      title={label}
      className={`${classes.root} ${on ? classes.on : ''}`}
      onClick={() => onChange(!on)}
    >
      {children}
    </Button>
  );
}
