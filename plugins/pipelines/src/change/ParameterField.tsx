import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import type { InputParameter } from '@pilothouse/plugin-platform-common';
import { useId } from 'react';

/** A value that a question asks for. */
export function ParameterField(props: {
  parameter: InputParameter;
  value: string | boolean;
  disabled: boolean;
  onChange: (value: string | boolean) => void;
}) {
  const { parameter, value, disabled, onChange } = props;
  const { kind, name, description, choices = [] } = parameter;
  const id = useId();
  if (kind === 'boolean') {
    return (
      <FormControl margin="dense" fullWidth>
        <FormControlLabel
          label={name}
          control={
            <Checkbox
              color="primary"
              checked={value === true}
              disabled={disabled}
              onChange={(_, checked) => onChange(checked)}
            />
          }
        />
        {description && <FormHelperText>{description}</FormHelperText>}
      </FormControl>
    );
  }
  return (
    <TextField
      id={id}
      fullWidth
      margin="dense"
      variant="outlined"
      label={name}
      helperText={description}
      value={value}
      disabled={disabled}
      type={kind === 'password' ? 'password' : 'text'}
      autoComplete="off"
      multiline={kind === 'text'}
      select={kind === 'choice'}
      SelectProps={{ native: true }}
      InputLabelProps={kind === 'choice' ? { shrink: true } : undefined}
      onChange={event => onChange(event.target.value)}
    >
      {kind === 'choice' &&
        choices.map(choice => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
    </TextField>
  );
}
