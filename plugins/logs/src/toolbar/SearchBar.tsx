import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ClearIcon from '@material-ui/icons/Clear';
import DownIcon from '@material-ui/icons/KeyboardArrowDown';
import UpIcon from '@material-ui/icons/KeyboardArrowUp';
import type { KeyboardEvent, RefObject } from 'react';
import { logsTranslationRef } from '../language/ref';
import type { Compiled, Search } from '../search/matcher';
import { Toggle } from './Toggle';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    flex: '1 1 280px',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
  },
  field: { flex: '1 1 180px', minWidth: 140 },
  count: { whiteSpace: 'nowrap', color: theme.palette.text.secondary },
}));

/** What the search bar changes. */
export interface SearchChange {
  onSearch(search: Search): void;
  onOnly(only: boolean): void;
  onGo(direction: 1 | -1): void;
}

/** Searches within the lines that are there. */
export function SearchBar(
  props: SearchChange & {
    search: Search;
    only: boolean;
    compiled: Compiled;
    count: number;
    field: RefObject<HTMLInputElement>;
  },
) {
  const { search, only, compiled, count, field, onSearch, onOnly, onGo } =
    props;
  const classes = useStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  const clear = () => onSearch({ ...search, text: '' });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      onGo(event.shiftKey ? -1 : 1);
    }
    if (event.key === 'Escape') {
      clear();
      field.current?.blur();
    }
  };
  return (
    <div className={classes.root} role="search">
      <TextField
        className={classes.field}
        size="small"
        variant="outlined"
        placeholder={t('search.placeholder')}
        value={search.text}
        error={compiled.kind === 'invalid'}
        helperText={
          compiled.kind === 'invalid' &&
          t('search.invalid', { because: compiled.because })
        }
        onChange={event => onSearch({ ...search, text: event.target.value })}
        onKeyDown={onKeyDown}
        inputRef={field}
        inputProps={{ 'aria-label': t('search.label') }}
        InputProps={{
          endAdornment: search.text && (
            <InputAdornment position="end">
              <IconButton
                size="small"
                aria-label={t('search.clear')}
                onClick={clear}
              >
                <ClearIcon fontSize="small" />
              </IconButton>
            </InputAdornment>
          ),
        }}
      />
      <Toggle
        on={search.regex}
        label={t('search.regex')}
        onChange={regex => onSearch({ ...search, regex })}
      >
        .*
      </Toggle>
      {compiled.kind === 'matcher' && (
        <>
          <Toggle on={only} label={t('search.only')} onChange={onOnly}>
            ⊆
          </Toggle>
          <IconButton
            size="small"
            aria-label={t('search.previous')}
            disabled={count === 0}
            onClick={() => onGo(-1)}
          >
            <UpIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            aria-label={t('search.next')}
            disabled={count === 0}
            onClick={() => onGo(1)}
          >
            <DownIcon fontSize="small" />
          </IconButton>
          <Typography variant="body2" className={classes.count} role="status">
            {t('search.count', { count })}
          </Typography>
        </>
      )}
    </div>
  );
}
