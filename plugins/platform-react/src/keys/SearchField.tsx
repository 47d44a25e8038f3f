import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type { Ref } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    '& input::placeholder': {
      color: theme.palette.text.primary,
      opacity: 0.75,
    },
  },
}));

/** Where one types what one looks for on a page; `/` leads there, and Escape empties it. */
export function SearchField(props: {
  /** What is looked for. */
  label: string;
  text: string;
  onChange: (text: string) => void;
  fieldRef: Ref<HTMLInputElement>;
  className?: string;
}) {
  const classes = useStyles();
  const { label, onChange, className = '' } = props;
  return (
    <TextField
      type="search"
      variant="outlined"
      size="small"
      className={`${classes.root} ${className}`}
      placeholder={label}
      value={props.text}
      onChange={event => onChange(event.target.value)}
      onKeyDown={event => {
        // While composing, Escape is meant for the candidates of the input method.
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
          onChange('');
        }
      }}
      inputRef={props.fieldRef}
      inputProps={{ 'aria-label': label, 'aria-keyshortcuts': '/' }}
    />
  );
}
