import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { isNameFree, variablesOf, type Entered } from './editing';

const useStyles = makeStyles(theme => ({
  table: {
    borderCollapse: 'collapse',
    '& th': { textAlign: 'left', fontSize: 13, fontWeight: 600 },
    '& td, & th': { padding: theme.spacing(0.25, 1, 0.25, 0) },
    '& code': { overflowWrap: 'anywhere' },
  },
  name: { width: '100%', '& input': { fontFamily: 'monospace', fontSize: 13 } },
}));

/** Which keys become variables, and of which names. */
export function Variables(props: {
  entered: Entered;
  onChange: (entered: Entered) => void;
  keys: readonly string[];
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const id = useId();
  const { entered, onChange } = props;
  const all = variablesOf(entered, props.keys);
  return (
    <>
      <TextField
        id={`${id}-prefix`}
        label={t('binding.form.prefix')}
        value={entered.prefix}
        onChange={event =>
          onChange({ ...entered, prefix: event.target.value, renamed: {} })
        }
      />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('binding.form.key')}</th>
            <th scope="col">{t('binding.form.variable')}</th>
          </tr>
        </thead>
        <tbody>
          {all.map(({ key, name, used }) => (
            <tr key={key}>
              <td>
                <FormControlLabel
                  label={<code>{key}</code>}
                  control={
                    <Checkbox
                      size="small"
                      checked={used}
                      inputProps={{
                        'aria-label': t('binding.form.useKey', { key }),
                      }}
                      onChange={(_, checked) =>
                        onChange({
                          ...entered,
                          without: checked
                            ? entered.without.filter(each => each !== key)
                            : [...entered.without, key],
                        })
                      }
                    />
                  }
                />
              </td>
              <td>
                <TextField
                  id={`${id}-${key}`}
                  className={classes.name}
                  value={name}
                  disabled={!used}
                  error={used && !isNameFree(name, all)}
                  inputProps={{
                    'aria-label': t('binding.form.variableOf', { key }),
                  }}
                  onChange={event =>
                    onChange({
                      ...entered,
                      renamed: {
                        ...entered.renamed,
                        [key]: event.target.value,
                      },
                    })
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
