import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';

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

/** A button that is either on or off, called by the word on it. */
export function Toggle(props: {
  on: boolean;
  word: string;
  /** What it does, in more words. */
  hint: string;
  onChange: (on: boolean) => void;
}) {
  const { on, word, hint, onChange } = props;
  const classes = useStyles();
  return (
    <Button
      size="small"
      variant="outlined"
      aria-pressed={on}
      title={hint}
      className={`${classes.root} ${on ? classes.on : ''}`}
      onClick={() => onChange(!on)}
    >
      {word}
    </Button>
  );
}
