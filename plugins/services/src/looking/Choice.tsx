import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import type { Option } from '../rows/options';

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: 120,
    maxWidth: 200,
    [theme.breakpoints.down('xs')]: {
      flex: '1 1 calc(50% - 8px)',
      minWidth: 0,
      maxWidth: 'none',
    },
    '& select': { textOverflow: 'ellipsis' },
    '& label': { color: theme.palette.text.primary },
  },
}));

/** One of several values, or all of them. A value that no longer exists stays chosen. */
export function Choice(props: {
  label: string;
  /** What is said when none is chosen. */
  all: string;
  options: readonly Option[];
  value: string | undefined;
  /** How people call a value that is no option; as it is when it is missing. */
  nameOf?: (value: string) => string;
  onChange: (value: string | undefined) => void;
}) {
  const classes = useStyles();
  const id = useId();
  const { options, value = '', nameOf = String } = props;
  const isKnown = !value || options.some(option => option.value === value);
  return (
    <TextField
      select
      variant="outlined"
      size="small"
      id={id}
      className={classes.root}
      label={props.label}
      value={value}
      onChange={event => props.onChange(event.target.value || undefined)}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true }}
    >
      <option value="">{props.all}</option>
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
      {!isKnown && <option value={value}>{nameOf(value)}</option>}
    </TextField>
  );
}
