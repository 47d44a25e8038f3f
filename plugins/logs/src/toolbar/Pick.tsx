import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    maxWidth: 260,
    minWidth: 96,
    [theme.breakpoints.down('xs')]: {
      flex: '1 1 40%',
      maxWidth: 'none',
      '& [aria-haspopup="listbox"]': {
        whiteSpace: 'normal',
        overflowWrap: 'anywhere',
      },
    },
  },
}));

/** One of several things, called by its label and what is chosen. */
export function Pick(props: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, title: string])[];
  onPick: (value: string) => void;
}) {
  const { label, value, options, onPick } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <TextField
      select
      id={id}
      size="small"
      variant="outlined"
      className={classes.root}
      label={label}
      value={value}
      onChange={event => onPick(event.target.value)}
      // An empty value stands for all, which has a title of its own.
      SelectProps={{
        displayEmpty: true,
        SelectDisplayProps: {
          id: `${id}-chosen`,
          // It may be cut.
          title: options.find(([each]) => each === value)?.[1],
        },
      }}
      InputLabelProps={{ shrink: true }}
    >
      {options.map(([each, title]) => (
        <MenuItem key={each} value={each} dense>
          {title}
        </MenuItem>
      ))}
    </TextField>
  );
}
